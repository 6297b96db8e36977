package io.convergence.core.rollup;

import org.jspecify.annotations.Nullable;

/**
 * Totals of one row of a minute.
 *
 * @param samples number of samples
 * @param good samples within the good threshold of a vital
 * @param poor samples above the poor threshold of a vital
 * @param weight sum of the weights
 * @param revision number of additions and removals
 * @param emitted revision of the row that was last emitted, 0 when there is none
 * @param distribution distribution of the values
 */
public record MetricTotals(
        long samples, long good, long poor, long weight, long revision, long emitted, Distribution distribution) {

    /** Totals without samples. */
    public static MetricTotals none() {
        return new MetricTotals(0, 0, 0, 0, 0, 0, new Distribution());
    }

    /** The totals after a measurement. Those before must not be used any more. */
    public MetricTotals plus(Measurement measurement) {
        int sign = measurement.sign();
        Double value = measurement.value();
        if (value != null) {
            distribution.add(value, sign);
        }
        return new MetricTotals(
                samples + sign,
                good + (isGood(measurement.metric(), value) ? sign : 0),
                poor + (isPoor(measurement.metric(), value) ? sign : 0),
                weight + sign * measurement.weight(),
                revision + 1,
                emitted,
                distribution);
    }

    /** The sum of these totals and others. The former must not be used any more. */
    public MetricTotals plus(MetricTotals other) {
        distribution.merge(other.distribution);
        return new MetricTotals(
                samples + other.samples,
                good + other.good,
                poor + other.poor,
                weight + other.weight,
                revision + other.revision,
                emitted,
                distribution);
    }

    /** Independent totals: the distribution of others is changed with them. */
    public MetricTotals copy() {
        return new MetricTotals(samples, good, poor, weight, revision, emitted, distribution.copy());
    }

    /** The same totals after their row was emitted. */
    public MetricTotals asEmitted() {
        return new MetricTotals(samples, good, poor, weight, revision, revision, distribution);
    }

    /** The totals of a row whose samples another row has taken over. */
    public MetricTotals movedAway() {
        return new MetricTotals(0, 0, 0, 0, revision + 1, emitted, new Distribution());
    }

    private static boolean isGood(String metric, @Nullable Double value) {
        VitalRating rating = VitalRating.of(metric);
        return rating != null && value != null && value <= rating.good();
    }

    private static boolean isPoor(String metric, @Nullable Double value) {
        VitalRating rating = VitalRating.of(metric);
        return rating != null && value != null && value > rating.poor();
    }
}
