package io.convergence.core.convergence;

/**
 * Synthetic result counts of a window, as the convergence rule needs them.
 *
 * @param samples number of web-facing results
 * @param failures number of failed results
 * @param failingLocations number of distinct locations of the failed results; only computed when the threshold is above 1
 */
public record SyntheticCounts(long samples, long failures, int failingLocations) {}
