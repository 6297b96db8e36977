package io.convergence.core.slo.alert;

import io.convergence.core.slo.budget.WindowCounts;

/**
 * Window counts of a tier at a boundary, with the conditions that depend on the budgeting method.
 *
 * @param longWindow counts of the long window
 * @param shortWindow counts of the short window
 * @param hasMinimumEvents whether the long window holds enough events, and enough bad ones, to fire on
 * @param hasShortWindowData whether the short window can be evaluated: it holds an event, and for slices both windows
 *     are covered, or slices without an event count too
 * @param isSilent whether there was no event for as long as a firing tier may stay frozen: the long window, at most
 *     three days
 * @param isPeriodSilent whether the period of the budget holds no event
 */
public record TierView(
        WindowCounts longWindow,
        WindowCounts shortWindow,
        boolean hasMinimumEvents,
        boolean hasShortWindowData,
        boolean isSilent,
        boolean isPeriodSilent) {

    /** Whether silence fires a tier that alerts without data; the silence of a whole period ends the budget. */
    boolean isMissingData() {
        return isSilent && !isPeriodSilent;
    }
}
