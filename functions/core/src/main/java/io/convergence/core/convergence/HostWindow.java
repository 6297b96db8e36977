package io.convergence.core.convergence;

import io.convergence.core.window.HostKey;
import io.convergence.core.window.RumPartial;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All that is remembered of a host but the vitals of its slices and the ids of its results: the windows of its apps,
 * the results that speak for all of them, what arrived late and waits for its boundary, and the resolved signals whose
 * state is still to be deleted. Mutable, not thread-safe.
 */
public final class HostWindow {
    private final HostKey key;
    private final SyntheticWindow checks;
    private final NavigableMap<String, AppWindow> apps;
    private final List<RumPartial> lateViews;
    private final List<LateResult> lateResults;
    private final List<SignalTombstone> tombstones;
    private long evaluatedThrough;
    private long scheduledFor;
    private double lcpThresholdMillis;

    /** A host that has just been named. */
    public HostWindow(HostKey key) {
        this(key, Long.MIN_VALUE, Long.MAX_VALUE, new SyntheticWindow(), List.of(), List.of(), List.of(), List.of(), 0);
    }

    /** A host as it was remembered. */
    public HostWindow(
            HostKey key,
            long evaluatedThrough,
            long scheduledFor,
            SyntheticWindow checks,
            List<AppWindow> apps,
            List<RumPartial> lateViews,
            List<LateResult> lateResults,
            List<SignalTombstone> tombstones,
            double lcpThresholdMillis) {
        this.key = key;
        this.evaluatedThrough = evaluatedThrough;
        this.scheduledFor = scheduledFor;
        this.checks = checks;
        this.apps = new TreeMap<>();
        apps.forEach(app -> this.apps.put(app.app(), app));
        this.lateViews = new ArrayList<>(lateViews);
        this.lateResults = new ArrayList<>(lateResults);
        this.tombstones = new ArrayList<>(tombstones);
        this.lcpThresholdMillis = lcpThresholdMillis;
    }

    /** The host. */
    public HostKey key() {
        return key;
    }

    /** The last boundary evaluated, or {@link Long#MIN_VALUE}. */
    public long evaluatedThrough() {
        return evaluatedThrough;
    }

    /** The boundary whose evaluation has been asked for, or {@link Long#MAX_VALUE}. */
    public long scheduledFor() {
        return scheduledFor;
    }

    /** Remembers the boundary whose evaluation has been asked for. */
    public void scheduledFor(long boundary) {
        scheduledFor = boundary;
    }

    /** The results that name no app. */
    public SyntheticWindow checks() {
        return checks;
    }

    /** The apps by name. */
    public NavigableMap<String, AppWindow> apps() {
        return apps;
    }

    /** Late views that wait for the boundary after the one they missed. */
    public List<RumPartial> lateViews() {
        return lateViews;
    }

    /** Late results that wait for the boundary after the one they missed. */
    public List<LateResult> lateResults() {
        return lateResults;
    }

    /** Resolved signals whose state is to be deleted. */
    public List<SignalTombstone> tombstones() {
        return tombstones;
    }

    /** What the LCP of every view was compared with; 0 before any. */
    public double lcpThresholdMillis() {
        return lcpThresholdMillis;
    }

    /** Whether nothing is left to remember. */
    public boolean isEmpty() {
        return apps.isEmpty()
                && checks.counts().isEmpty()
                && lateViews.isEmpty()
                && lateResults.isEmpty()
                && tombstones.isEmpty();
    }

    AppWindow app(String name) {
        return apps.computeIfAbsent(name, AppWindow::new);
    }

    void lcpThresholdMillis(double threshold) {
        lcpThresholdMillis = threshold;
    }

    void evaluatedThrough(long boundary) {
        evaluatedThrough = boundary;
    }
}
