package io.convergence.core.signal;

/**
 * A signal that fires.
 *
 * @param kind its kind
 * @param startsAt boundary at which it fired, epoch milliseconds
 * @param sequence sequence of its last emission
 */
public record Latched(SignalKind kind, long startsAt, int sequence) {

    Transition resolved(SignalReason reason) {
        return new Transition(kind, startsAt, sequence + 1, SignalStatus.RESOLVED, reason);
    }
}
