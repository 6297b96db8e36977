package io.convergence.core.signal;

import org.jspecify.annotations.Nullable;

/**
 * Measurements that a signal about a performance budget is based on.
 *
 * @param metric name of the vital
 * @param page redacted page
 * @param windowMillis length of the window that ends at the boundary, milliseconds
 * @param budget largest budget of the values in the window, in the unit of the vital; null without values
 * @param p75 75th percentile of the values, within 1 %; null without values
 * @param samples number of values
 * @param exceeding how many of them are over their budget
 */
public record VitalEvidence(
        String metric,
        String page,
        long windowMillis,
        @Nullable Double budget,
        @Nullable Double p75,
        long samples,
        long exceeding) {}
