package io.convergence.core.slo.budget;

/**
 * What a window holds: events, slices, or for {@code RatioTimeslices} billionths of slices.
 *
 * @param windowMillis length of the window
 * @param good good ones
 * @param bad bad ones
 * @param total what the bad ones are divided by: good and bad, or for {@code Timeslices} every slice of the window
 */
public record WindowCounts(long windowMillis, long good, long bad, long total) {}
