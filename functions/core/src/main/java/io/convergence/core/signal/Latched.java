package io.convergence.core.signal;

/**
 * A kind that has fired in the open incident.
 *
 * @param kind which
 * @param startsAt the boundary at which it fired, epoch milliseconds
 * @param sequence the sequence of its last emission
 */
public record Latched(SignalKind kind, long startsAt, int sequence) {}
