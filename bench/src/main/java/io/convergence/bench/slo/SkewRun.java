package io.convergence.bench.slo;

import io.convergence.bench.Figures;
import java.util.List;

/**
 * Result of one run of {@link SkewBench}.
 *
 * @param seconds time from the first view to the end
 * @param events number of views
 * @param lags samples of the lag in the order of time
 */
record SkewRun(double seconds, long events, List<Lag> lags) {
    /** Share of the views during which the job warms up. */
    private static final double WARM_UP = 0.25;

    /**
     * Lag of the last operators behind the sources.
     *
     * @param events number of views that have entered
     * @param millis how long ago the sources had the event time of the slowest of the last operators, milliseconds
     */
    record Lag(long events, long millis) {}

    /** Median of the lags in the first half of the time after the warm-up, milliseconds; 0 without samples. */
    long firstHalf() {
        return median(WARM_UP, (1 + WARM_UP) / 2);
    }

    /** Median of the lags in the second half of the time after the warm-up, milliseconds; 0 without samples. */
    long secondHalf() {
        return median((1 + WARM_UP) / 2, 1);
    }

    /** A line of the table of results. */
    String line(int leadSeconds, int pace) {
        return Figures.line(
                leadSeconds + " s ahead" + (pace == 0 ? "" : ", " + pace + " views/s"),
                "%6.1f s  %,9.0f views/s  lag %,d ms, then %,d ms"
                        .formatted(seconds, events / seconds, firstHalf(), secondHalf()));
    }

    private long median(double from, double until) {
        long[] values = lags.stream()
                .filter(lag -> lag.events() >= from * events && lag.events() < until * events)
                .mapToLong(Lag::millis)
                .toArray();
        return values.length == 0 ? 0 : Figures.percentile(50, values);
    }
}
