package io.convergence.core.window;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;

/**
 * Counts and vitals of the page views of an app in one slice or a part of it. Mutable, not thread-safe.
 */
public final class RumPartial {
    /** Value of {@link #passedBoundary} for views that were not late when they arrived. */
    public static final long ON_TIME = Long.MIN_VALUE;

    private final String app;
    private final long sliceStart;
    private final long passedBoundary;
    private final VitalHistograms vitals;
    private long firstEventTime;
    private long lastEventTime;
    private int views;
    private int errorViews;
    private int lcpSamples;
    private int lcpBelow;

    /**
     * A partial without views.
     *
     * @param app application
     * @param sliceStart start of the slice, inclusive, epoch milliseconds
     * @param passedBoundary for late views, the last boundary that the watermark of their partition had passed when they
     *     arrived: they are counted from the next boundary on; {@link #ON_TIME} for all others
     */
    public RumPartial(String app, long sliceStart, long passedBoundary) {
        this(app, sliceStart, passedBoundary, Long.MAX_VALUE, Long.MIN_VALUE, 0, 0, 0, 0, new VitalHistograms());
    }

    /** A partial restored from state. */
    public RumPartial(
            String app,
            long sliceStart,
            long passedBoundary,
            long firstEventTime,
            long lastEventTime,
            int views,
            int errorViews,
            int lcpSamples,
            int lcpBelow,
            VitalHistograms vitals) {
        this.app = app;
        this.sliceStart = sliceStart;
        this.passedBoundary = passedBoundary;
        this.firstEventTime = firstEventTime;
        this.lastEventTime = lastEventTime;
        this.views = views;
        this.errorViews = errorViews;
        this.lcpSamples = lcpSamples;
        this.lcpBelow = lcpBelow;
        this.vitals = vitals;
    }

    /**
     * Adds a page view.
     *
     * @param lcpThresholdMillis threshold that the LCP of the view is compared with
     */
    public void add(Beacon beacon, double lcpThresholdMillis) {
        firstEventTime = Math.min(firstEventTime, beacon.receivedAt());
        lastEventTime = Math.max(lastEventTime, beacon.receivedAt());
        views++;
        errorViews += beacon.isErrorView() ? 1 : 0;
        Double lcp = beacon.vitals().lcpMillis();
        if (lcp != null) {
            lcpSamples++;
            lcpBelow += lcp < lcpThresholdMillis ? 1 : 0;
        }
        vitals.add(beacon.vitals(), Vital.REPORTED);
    }

    /** Adds the views of another partial of the same app, slice and passed boundary. */
    public void merge(RumPartial other) {
        firstEventTime = Math.min(firstEventTime, other.firstEventTime);
        lastEventTime = Math.max(lastEventTime, other.lastEventTime);
        views += other.views;
        errorViews += other.errorViews;
        lcpSamples += other.lcpSamples;
        lcpBelow += other.lcpBelow;
        vitals.merge(other.vitals);
    }

    /** Application. */
    public String app() {
        return app;
    }

    /** Start of the slice, inclusive, epoch milliseconds. */
    public long sliceStart() {
        return sliceStart;
    }

    /** The last boundary that does not count the views, epoch milliseconds, or {@link #ON_TIME}. */
    public long passedBoundary() {
        return passedBoundary;
    }

    /** Event time of the earliest view, epoch milliseconds. */
    public long firstEventTime() {
        return firstEventTime;
    }

    /** Event time of the latest view, epoch milliseconds. */
    public long lastEventTime() {
        return lastEventTime;
    }

    /** Number of views. */
    public int views() {
        return views;
    }

    /** Number of views with an error or a failed request. */
    public int errorViews() {
        return errorViews;
    }

    /** Number of views that carry an LCP. */
    public int lcpSamples() {
        return lcpSamples;
    }

    /** Number of views whose LCP is below the threshold. */
    public int lcpBelow() {
        return lcpBelow;
    }

    /** Histograms of the vitals of the views that verdicts report. */
    public VitalHistograms vitals() {
        return vitals;
    }

    /** The same views with {@link #lcpBelow} recomputed for another threshold; values within 1 % of it may be misjudged. */
    public RumPartial comparedWith(double lcpThresholdMillis) {
        int below = (int) vitals.countBelow(Vital.LCP, lcpThresholdMillis);
        return new RumPartial(
                app,
                sliceStart,
                passedBoundary,
                firstEventTime,
                lastEventTime,
                views,
                errorViews,
                lcpSamples,
                below,
                vitals);
    }
}
