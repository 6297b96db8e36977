package io.convergence.core.slo.window;

/**
 * Counts of the hour that ends at a boundary, {@code [boundary - 1 h, boundary)}; reports keep the worst one.
 *
 * @param boundary end of the hour, epoch milliseconds
 * @param bad bad units
 * @param total all units
 */
public record HourBurn(long boundary, long bad, long total) {}
