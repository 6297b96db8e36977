package io.convergence.core.slo.window;

/**
 * Counts of one bucket of time, or of several buckets summed. The unit of {@code good} and {@code bad} depends on the
 * budgeting method: events, slices, or billionths of a slice.
 *
 * @param good good units
 * @param bad bad units
 * @param observed slices that hold at least one event
 * @param fallback events that are synthetic results counted in place of views; 0 unless the SLI is joint
 */
public record BucketCounts(long good, long bad, long observed, long fallback) {
    /** Counts of an empty bucket. */
    public static final BucketCounts EMPTY = new BucketCounts(0, 0, 0, 0);

    /** Whether every count is 0. */
    public boolean isEmpty() {
        return good == 0 && bad == 0 && observed == 0 && fallback == 0;
    }

    /** The sum of these counts and others. */
    public BucketCounts plus(BucketCounts other) {
        return new BucketCounts(
                good + other.good, bad + other.bad, observed + other.observed, fallback + other.fallback);
    }

    /** The difference of these counts and others. */
    public BucketCounts minus(BucketCounts other) {
        return new BucketCounts(
                good - other.good, bad - other.bad, observed - other.observed, fallback - other.fallback);
    }
}
