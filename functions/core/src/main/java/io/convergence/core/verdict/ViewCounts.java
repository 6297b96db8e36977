package io.convergence.core.verdict;

import org.jspecify.annotations.Nullable;

/**
 * Real-user page views of a window.
 *
 * @param total views in the window
 * @param errors views with an error or a failed request
 * @param lcpSamples views that carry an LCP
 * @param previousWindow views in the window of the same size that ends where this one starts
 */
public record ViewCounts(long total, long errors, long lcpSamples, long previousWindow) {

    /** Error views over views, from 0 to 1; null without views. */
    public @Nullable Double errorRate() {
        return total == 0 ? null : (double) errors / total;
    }
}
