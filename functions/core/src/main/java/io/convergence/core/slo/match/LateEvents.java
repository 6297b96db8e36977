package io.convergence.core.slo.match;

/**
 * Numbers of events that arrived too late to be counted, by budget and minute.
 *
 * @param tenant owner of the events
 * @param slo name of the objective
 * @param group group of the budget, or empty
 * @param minute start of the events' minute, epoch milliseconds
 * @param good number of good events
 * @param bad number of bad events
 */
public record LateEvents(String tenant, String slo, String group, long minute, long good, long bad) {}
