package io.convergence.core.verdict;

/**
 * A traffic collapse that lasts at a window boundary.
 *
 * @param since start of the first span that was too quiet, epoch milliseconds
 * @param widthMillis width of the compared spans
 * @param expectedViews expected views per width
 * @param missingViews expected views since then that did not come
 * @param recentViews views in the last span of that width
 */
public record CollapseCounts(long since, long widthMillis, long expectedViews, long missingViews, long recentViews) {}
