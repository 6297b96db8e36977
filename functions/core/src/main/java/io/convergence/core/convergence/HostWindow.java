package io.convergence.core.convergence;

import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.RumPartial;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * State of a host: the windows of its apps, the synthetic results for all of its apps, late data that is kept aside, and
 * resolved signals whose state is still to be deleted. Vitals and result ids are in {@link HostMemory}. Mutable, not
 * thread-safe.
 */
public final class HostWindow {
    /** Memory of a host without apps and of a late record, bytes; objects and references on a 64-bit JVM, rounded up. */
    private static final long HOST_BYTES = 500;

    private static final long LATE_BYTES = 120;

    private final HostKey key;
    private final SyntheticWindow checks;
    private final NavigableMap<String, AppWindow> apps;
    private final List<RumPartial> lateViews;
    private final List<LateResult> lateResults;
    private final List<SignalTombstone> tombstones;
    private long evaluatedThrough;
    private long scheduledFor;
    private double lcpThresholdMillis;

    /** A host before its first event. */
    public HostWindow(HostKey key) {
        this(key, Long.MIN_VALUE, Long.MAX_VALUE, new SyntheticWindow(), List.of(), List.of(), List.of(), List.of(), 0);
    }

    /** A host restored from state. */
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

    /** The key of the verdicts of an app of this host. */
    VerdictKey verdictKey(AppWindow app) {
        return new VerdictKey(key.tenant(), app.app(), key.host());
    }

    /** The key of the host. */
    public HostKey key() {
        return key;
    }

    /** The last evaluated boundary, epoch milliseconds, or {@link Long#MIN_VALUE} before the first. */
    public long evaluatedThrough() {
        return evaluatedThrough;
    }

    /** The boundary that a timer is registered for, epoch milliseconds, or {@link Long#MAX_VALUE} without a timer. */
    public long scheduledFor() {
        return scheduledFor;
    }

    /** Sets the boundary that a timer is registered for. */
    public void scheduledFor(long boundary) {
        scheduledFor = boundary;
    }

    /** Synthetic results that name no app, which count for all apps. */
    public SyntheticWindow checks() {
        return checks;
    }

    /** The apps in the order of their names. */
    public NavigableMap<String, AppWindow> apps() {
        return apps;
    }

    /** Late views, which are added at the boundary after the one they missed. */
    public List<RumPartial> lateViews() {
        return lateViews;
    }

    /** Late synthetic results, which are added at the boundary after the one they missed. */
    public List<LateResult> lateResults() {
        return lateResults;
    }

    /** Resolved signals whose state is still to be deleted. */
    public List<SignalTombstone> tombstones() {
        return tombstones;
    }

    /** The threshold that the LCP of all views was compared with, milliseconds; 0 before the first comparison. */
    public double lcpThresholdMillis() {
        return lcpThresholdMillis;
    }

    /** Whether there is no state left. */
    public boolean isEmpty() {
        return apps.isEmpty()
                && checks.counts().isEmpty()
                && lateViews.isEmpty()
                && lateResults.isEmpty()
                && tombstones.isEmpty();
    }

    /** Memory that the windows occupy, in bytes, estimated from the number of apps, slices and late records. */
    public long heapBytes() {
        long bytes = HOST_BYTES + checks.heapBytes() + LATE_BYTES * (lateViews.size() + lateResults.size());
        for (AppWindow app : apps.values()) {
            bytes += app.heapBytes();
        }
        return bytes;
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
