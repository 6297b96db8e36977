package io.convergence.core.slo.alert;

import io.convergence.core.slo.budget.WindowCounts;

/**
 * What a tier sees at a boundary.
 *
 * @param longWindow what its long window holds
 * @param shortWindow what its short window holds
 * @param enough whether the long window holds enough to go by
 * @param told whether the windows tell anything: the short one holds an event, and slices are covered
 */
public record TierView(WindowCounts longWindow, WindowCounts shortWindow, boolean enough, boolean told) {}
