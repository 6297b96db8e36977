package io.convergence.core.verdict;

/**
 * Web-facing synthetic results of a window.
 *
 * @param results results in the window
 * @param failures failed results among them
 * @param recentResults results in the recent span at the end of the window
 * @param recentFailures failed results among them
 * @param decidingMillis length of the span that decided: the window's or that of the recent span
 */
public record CheckCounts(long results, long failures, long recentResults, long recentFailures, long decidingMillis) {}
