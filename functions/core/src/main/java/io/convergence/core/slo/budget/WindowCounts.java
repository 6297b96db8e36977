package io.convergence.core.slo.budget;

/**
 * Counts of a window in the unit of the budgeting method: events, slices, or billionths of slices.
 *
 * @param windowMillis length of the window
 * @param good good units
 * @param bad bad units
 * @param total divisor of the bad units: good and bad ones, or for {@code Timeslices} every slice that the window
 *     covers, or for a calendar period every slice of the period
 */
public record WindowCounts(long windowMillis, long good, long bad, long total) {}
