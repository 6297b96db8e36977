package io.convergence.core.convergence;

/**
 * Page view counts of a window, as the convergence rule needs them.
 *
 * @param views number of views
 * @param errorViews number of views with an error or a failed request
 * @param lcpSamples number of views that carry an LCP
 * @param lcpBelow number of views whose LCP is below the threshold
 */
public record RumCounts(long views, long errorViews, long lcpSamples, long lcpBelow) {

    /** Number of views whose LCP is at or above the threshold. */
    long lcpReaching() {
        return lcpSamples - lcpBelow;
    }
}
