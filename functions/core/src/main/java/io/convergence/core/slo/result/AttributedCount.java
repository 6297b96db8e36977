package io.convergence.core.slo.result;

/**
 * How many bad events one value of a dimension has.
 *
 * @param dimension {@code page}, {@code host} or {@code browser}
 * @param value the value, or {@code (other)} for what has none or is beyond the bound
 * @param bad bad events
 */
public record AttributedCount(String dimension, String value, long bad) {}
