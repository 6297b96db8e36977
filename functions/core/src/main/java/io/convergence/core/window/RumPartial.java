package io.convergence.core.window;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;

/**
 * Views of one page of an app added up over one slice, or over a part of it. Mutable while it is filled, not
 * thread-safe.
 */
public final class RumPartial {
    /** Of a partial whose slice no boundary had passed when its views arrived. */
    public static final long ON_TIME = Long.MIN_VALUE;

    private final String app;
    private final String page;
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
     * @param sliceStart epoch milliseconds
     * @param passedBoundary the last boundary that event time had passed on the views' partition when they arrived, if
     *     it holds their slice: they count from the boundary after it on; {@link #ON_TIME} otherwise
     */
    public RumPartial(String app, String page, long sliceStart, long passedBoundary) {
        this(app, page, sliceStart, passedBoundary, Long.MAX_VALUE, Long.MIN_VALUE, 0, 0, 0, 0, new VitalHistograms());
    }

    /** A partial as it was remembered. */
    public RumPartial(
            String app,
            String page,
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
        this.page = page;
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
     * Adds a view.
     *
     * @param lcpThresholdMillis the threshold that the raw LCP is compared with
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
        vitals.add(beacon.vitals());
    }

    /** Application. */
    public String app() {
        return app;
    }

    /** Redacted path. */
    public String page() {
        return page;
    }

    /** Start of the slice, epoch milliseconds, inclusive. */
    public long sliceStart() {
        return sliceStart;
    }

    /** The boundary after which the views count, or {@link #ON_TIME}. */
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

    /** Views. */
    public int views() {
        return views;
    }

    /** Views with an error or a failed request. */
    public int errorViews() {
        return errorViews;
    }

    /** Views that carry an LCP. */
    public int lcpSamples() {
        return lcpSamples;
    }

    /** Views whose LCP is below the threshold. */
    public int lcpBelow() {
        return lcpBelow;
    }

    /** The vitals of the views. */
    public VitalHistograms vitals() {
        return vitals;
    }

    /** The same views with their LCP compared with another threshold, within 1 % of it. */
    public RumPartial comparedWith(double lcpThresholdMillis) {
        int below = (int) vitals.countBelow(Vital.LCP, lcpThresholdMillis);
        return new RumPartial(
                app,
                page,
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
