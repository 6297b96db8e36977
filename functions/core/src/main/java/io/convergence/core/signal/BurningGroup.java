package io.convergence.core.signal;

import io.convergence.core.slo.budget.WindowCounts;

/**
 * A group of an objective that an alert names.
 *
 * @param group the group
 * @param targetPpm target by which its burn rate is measured, parts per million
 * @param longWindow its events in the long window of the tier
 */
public record BurningGroup(String group, int targetPpm, WindowCounts longWindow) {}
