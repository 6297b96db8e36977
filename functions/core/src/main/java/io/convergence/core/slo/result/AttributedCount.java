package io.convergence.core.slo.result;

/**
 * Number of bad events that share one value of a dimension.
 *
 * @param dimension {@code page}, {@code host} or {@code browser}
 * @param value the value, or {@code (other)} for events without one and for values beyond the configured maximum
 * @param bad number of bad events
 */
public record AttributedCount(String dimension, String value, long bad) {}
