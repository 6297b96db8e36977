package io.convergence.core.signal;

/**
 * A signal kind firing, being repeated or being resolved at a boundary.
 *
 * @param kind the signal kind
 * @param startsAt boundary at which the kind fired, epoch milliseconds
 * @param sequence 0 when the kind fires, one more with each later emission
 * @param status firing or resolved
 * @param reason the reason of the emission
 */
public record Transition(SignalKind kind, long startsAt, int sequence, SignalStatus status, SignalReason reason) {}
