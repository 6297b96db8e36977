package io.convergence.core.verdict;

/**
 * Web-facing synthetic results of a window.
 *
 * @param results results in the window
 * @param failures failed results among them
 */
public record CheckCounts(long results, long failures) {}
