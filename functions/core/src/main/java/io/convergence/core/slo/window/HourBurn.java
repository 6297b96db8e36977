package io.convergence.core.slo.window;

/**
 * What the hour before a boundary held.
 *
 * @param boundary end of the hour, epoch milliseconds
 * @param bad bad ones
 * @param total all of them
 */
public record HourBurn(long boundary, long bad, long total) {}
