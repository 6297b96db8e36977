package io.convergence.core.slo.match;

/**
 * Events that came so late that no snapshot is restated for them.
 *
 * @param tenant owner
 * @param slo name of the objective
 * @param group the budget's group, or empty
 * @param minute start of their minute, epoch milliseconds
 * @param good good ones
 * @param bad bad ones
 */
public record LateEvents(String tenant, String slo, String group, long minute, long good, long bad) {}
