package io.convergence.core.convergence;

/**
 * The real-user plane of a window.
 *
 * @param views views
 * @param errorViews views with an error or a failed request
 * @param lcpSamples views that carry an LCP
 * @param lcpBelow views whose LCP is below the threshold
 */
public record RumCounts(long views, long errorViews, long lcpSamples, long lcpBelow) {}
