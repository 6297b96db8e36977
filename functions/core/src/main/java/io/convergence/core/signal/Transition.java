package io.convergence.core.signal;

/**
 * A fire, a re-assertion or a resolve that a boundary brings.
 *
 * @param kind of which signal
 * @param startsAt the boundary at which the kind fired
 * @param sequence 0 at the fire, last at the resolve
 * @param status whether it holds
 * @param reason why
 */
public record Transition(SignalKind kind, long startsAt, int sequence, SignalStatus status, SignalReason reason) {}
