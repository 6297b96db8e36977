package io.convergence.core.signal;

/**
 * A signal kind that has fired in the open incident.
 *
 * @param kind the kind
 * @param startsAt boundary at which it fired, epoch milliseconds
 * @param sequence sequence number of its last emission
 */
public record Latched(SignalKind kind, long startsAt, int sequence) {}
