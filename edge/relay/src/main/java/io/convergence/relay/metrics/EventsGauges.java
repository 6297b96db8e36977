package io.convergence.relay.metrics;

/**
 * Present numbers of one receiver of events.
 *
 * @param receiver its name
 * @param lag records of the topic that were not read yet
 * @param waitingMillis how long its oldest events have been sent without an acceptance, 0 when the last request was accepted
 */
public record EventsGauges(String receiver, long lag, long waitingMillis) {}
