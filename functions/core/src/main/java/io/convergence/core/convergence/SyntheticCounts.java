package io.convergence.core.convergence;

/**
 * The synthetic plane of a window, or of the recent span at its end.
 *
 * @param samples web-facing results
 * @param failures failed ones among them
 * @param failingLocations distinct locations of the failed ones; read only where more than one is asked for
 */
public record SyntheticCounts(long samples, long failures, int failingLocations) {

    /** No result. */
    public static final SyntheticCounts NONE = new SyntheticCounts(0, 0, 0);
}
