package io.convergence.core.signal;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of the latest state of a signal: a transition or re-assertion, or its end. One stream carries both, so
 * that no end overtakes a signal.
 *
 * @param dedupKey names the signal
 * @param at the boundary evaluated, epoch milliseconds
 * @param signal what is said, or null when the state is to be deleted
 * @param tippedAt when the newest of the views arrived that brought the verdict about, epoch milliseconds, or
 *     {@link #NOT_TIPPED}; measured by, never published
 */
public record SignalUpdate(
        String dedupKey, long at, @Nullable Signal signal, long tippedAt) {

    /** Of what time, a check or a count of a budget brought, and not the views that came last. */
    public static final long NOT_TIPPED = 0;

    /** A signal that is said. */
    public static SignalUpdate of(Signal signal) {
        return tipped(signal, NOT_TIPPED);
    }

    /** A signal that is said because of views, the newest of which arrived at an instant. */
    public static SignalUpdate tipped(Signal signal, long tippedAt) {
        return new SignalUpdate(signal.dedupKey(), signal.occurredAt(), signal, tippedAt);
    }

    /** The same, of replayed history. */
    public SignalUpdate replayed() {
        return signal == null ? this : new SignalUpdate(dedupKey, at, signal.replayed(), tippedAt);
    }

    /** The end of a signal's state. */
    public static SignalUpdate end(String dedupKey, long at) {
        return new SignalUpdate(dedupKey, at, null, NOT_TIPPED);
    }
}
