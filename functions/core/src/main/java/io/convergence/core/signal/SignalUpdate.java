package io.convergence.core.signal;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of the latest state of a signal: a transition or re-assertion, or its end. One stream carries both, so
 * that no end overtakes a signal.
 *
 * @param dedupKey names the signal
 * @param at the boundary evaluated, epoch milliseconds
 * @param signal what is said, or null when the state is to be deleted
 */
public record SignalUpdate(
        String dedupKey, long at, @Nullable Signal signal) {

    /** A signal that is said. */
    public static SignalUpdate of(Signal signal) {
        return new SignalUpdate(signal.dedupKey(), signal.occurredAt(), signal);
    }

    /** The same, of replayed history. */
    public SignalUpdate replayed() {
        return signal == null ? this : new SignalUpdate(dedupKey, at, signal.replayed());
    }

    /** The end of a signal's state. */
    public static SignalUpdate end(String dedupKey, long at) {
        return new SignalUpdate(dedupKey, at, null);
    }
}
