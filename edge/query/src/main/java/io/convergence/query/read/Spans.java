package io.convergence.query.read;

import java.time.Duration;

/** Lengths of the spans that requests ask for. */
public final class Spans {
    /** Span of a request without {@code from}. */
    public static final Duration USUAL = Duration.ofHours(6);

    /** Widest span of a list. */
    public static final Duration LIST = Duration.ofDays(400);

    /** Widest span of reports, which are kept for ever. */
    static final Duration REPORTS = Duration.ofDays(3660);

    /** Widest span of a chart of stored minutes. */
    public static final Duration CHART = Duration.ofDays(92);

    /** Widest span over which the histograms of all pages are merged. */
    static final Duration DAY = Duration.ofHours(24);

    /** Widest span over which the histograms of one page are merged. */
    static final Duration MONTH = Duration.ofDays(30);

    private Spans() {}
}
