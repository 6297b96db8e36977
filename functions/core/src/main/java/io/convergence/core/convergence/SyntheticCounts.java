package io.convergence.core.convergence;

/**
 * The synthetic plane of a window, or of the recent span at its end.
 *
 * @param samples number of web-facing results
 * @param failures number of failed results
 * @param failingLocations number of distinct locations of the failed results; only computed when the threshold is above 1
 */
public record SyntheticCounts(long samples, long failures, int failingLocations) {

    /** No result. */
    public static final SyntheticCounts NONE = new SyntheticCounts(0, 0, 0);
}
