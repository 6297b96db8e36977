package io.convergence.core.convergence;

import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.collapse.TrafficCollapse;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SlidingCounts;
import io.convergence.core.window.WindowSpec;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Windows and state of one app on a host. Mutable, not thread-safe. */
public final class AppWindow {
    /** Number of counters per slice: views, error views, LCP samples, LCP samples below the threshold. */
    public static final int WIDTH = 4;

    /** Number of windows whose slices are kept: the current one and the one before it. */
    public static final int KEPT_WINDOWS = 2;

    private static final int VIEWS = 0;
    private static final int ERROR_VIEWS = 1;
    private static final int LCP_SAMPLES = 2;
    private static final int LCP_BELOW = 3;

    /** Memory of an app without slices and of an entry of its maps, bytes, rounded up. */
    private static final long APP_BYTES = 700;

    private static final long ENTRY_BYTES = 100;

    private final String app;
    private final SlidingCounts rum;
    private final SyntheticWindow checks;
    private final NavigableMap<Long, Long> firstEvents;
    private final NewestViews newestViews;
    private AppStatus status;

    /** An app before its first event. */
    public AppWindow(String app) {
        this(app, new SlidingCounts(WIDTH), new SyntheticWindow(), new TreeMap<>(), new NewestViews(), AppStatus.NEW);
    }

    /** An app restored from state. */
    public AppWindow(
            String app,
            SlidingCounts rum,
            SyntheticWindow checks,
            NavigableMap<Long, Long> firstEvents,
            NewestViews newestViews,
            AppStatus status) {
        this.app = app;
        this.rum = rum;
        this.checks = checks;
        this.firstEvents = firstEvents;
        this.newestViews = newestViews;
        this.status = status;
    }

    /** The name of the app. */
    public String app() {
        return app;
    }

    /** Counters of page views. */
    public SlidingCounts rum() {
        return rum;
    }

    /** Synthetic results that name this app. */
    public SyntheticWindow checks() {
        return checks;
    }

    /** Event time of the earliest event in each slice, by start of the slice; empty once the app is admitted. */
    public NavigableMap<Long, Long> firstEvents() {
        return firstEvents;
    }

    /** The newest views of the slices that have not entered the window yet. */
    public NewestViews newestViews() {
        return newestViews;
    }

    /** The state apart from the windows. */
    public AppStatus status() {
        return status;
    }

    /**
     * Index in {@link #rum()} of the first slice that can have vitals. Those of slices before the window of the running total
     * were removed when the total was advanced, and no view enters them any more.
     */
    int firstWithVitals(WindowSpec window) {
        long through = status.vitalsThrough();
        return rum.firstAtOrAfter(through == Long.MIN_VALUE ? through : through - window.sizeMillis());
    }

    /** Memory that the windows occupy, in bytes, estimated from the number of slices. */
    long heapBytes() {
        return APP_BYTES
                + rum.heapBytes()
                + checks.heapBytes()
                + ENTRY_BYTES * firstEvents.size()
                + newestViews.heapBytes();
    }

    void status(AppStatus next) {
        status = next;
    }

    void add(WindowSpec window, RumPartial partial) {
        rum.add(
                window,
                partial.sliceStart(),
                partial.views(),
                partial.errorViews(),
                partial.lcpSamples(),
                partial.lcpBelow());
        newestViews.add(partial.sliceStart(), partial.lastEventTime());
    }

    /** Removes the event times of the views that have entered the window before a boundary. */
    void forgetNewestViews(WindowSpec window, long boundary) {
        newestViews.forgetBefore(boundary - window.slideMillis());
    }

    /**
     * Removes and returns the event time of the newest view that enters the window at a boundary; {@link Long#MIN_VALUE}
     * when no view does.
     */
    long takeNewestView(WindowSpec window, long boundary) {
        return newestViews.take(boundary - window.sizeMillis(), boundary);
    }

    void named(WindowSpec window, long eventTime) {
        status = status.namedAt(eventTime);
        if (!status.admitted()) {
            firstEvents.merge(window.sliceOf(eventTime), eventTime, Math::min);
        }
    }

    /** Replaces the number of LCP values of a slice that are below the threshold. */
    void lcpBelow(WindowSpec window, int slice, int below) {
        rum.add(window, rum.startAt(slice), 0, 0, 0, below - rum.cellAt(slice, LCP_BELOW));
    }

    void advance(WindowSpec window, long boundary) {
        rum.advance(window, boundary, KEPT_WINDOWS);
        checks.advance(window, boundary);
    }

    RumCounts rumCounts() {
        return new RumCounts(rum.total(VIEWS), rum.total(ERROR_VIEWS), rum.total(LCP_SAMPLES), rum.total(LCP_BELOW));
    }

    /**
     * Counts that the windows that end after the present one and by an instant reach each, whatever enters them: those of the
     * present window without the slices that leave.
     */
    RumCounts leastCounts(WindowSpec window, long until) {
        long through = rum.through();
        return sum(through - window.sizeMillis(), Math.min(through, until - window.sizeMillis()), -1);
    }

    /** Counts that these windows exceed with none: those of the present window and of the slices that enter. */
    RumCounts mostCounts(long until) {
        return sum(rum.through(), until, 1);
    }

    private RumCounts sum(long from, long to, int sign) {
        return new RumCounts(
                rum.total(VIEWS) + sign * rum.sum(VIEWS, from, to),
                rum.total(ERROR_VIEWS) + sign * rum.sum(ERROR_VIEWS, from, to),
                rum.total(LCP_SAMPLES) + sign * rum.sum(LCP_SAMPLES, from, to),
                rum.total(LCP_BELOW) + sign * rum.sum(LCP_BELOW, from, to));
    }

    long views(long from, long to) {
        return rum.sum(VIEWS, from, to);
    }

    long errorViews(long from, long to) {
        return rum.sum(ERROR_VIEWS, from, to);
    }

    /** The traffic collapse at the boundary to which the window was advanced. */
    TrafficCollapse collapse(CollapseRule rule, WindowSpec window) {
        return rule.next(status.collapse(), rum, VIEWS, window, rum.through());
    }

    /** The earliest boundary at which the traffic collapse can change although no view enters the window. */
    long nextPossibleCollapseChange(CollapseRule rule, WindowSpec window) {
        return rule.nextPossibleChange(status.collapse(), rum, VIEWS, window);
    }
}
