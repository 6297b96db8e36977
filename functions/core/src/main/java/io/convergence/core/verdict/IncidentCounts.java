package io.convergence.core.verdict;

import org.jspecify.annotations.Nullable;

/**
 * Size of the incident of an app on a host at a window boundary.
 *
 * @param openedAt boundary of the first verdict of user impact, epoch milliseconds
 * @param endedAt boundary at which the incident ended, epoch milliseconds, or null while it is open
 * @param views views from {@code openedAt} to this boundary
 * @param errorViews views with an error or a failed request among them
 * @param missingViews expected views that did not come, over all traffic collapses of the incident
 */
public record IncidentCounts(long openedAt, @Nullable Long endedAt, long views, long errorViews, long missingViews) {}
