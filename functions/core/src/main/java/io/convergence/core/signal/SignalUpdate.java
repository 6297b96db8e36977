package io.convergence.core.signal;

import org.jspecify.annotations.Nullable;

/**
 * A change of the latest state of an alert: a new emission, or a tombstone that deletes the state. One stream carries
 * both, so that a tombstone cannot overtake a signal.
 *
 * @param dedupKey identity of the alert
 * @param at boundary at which it was emitted, epoch milliseconds
 * @param signal the emission, or null for a tombstone
 * @param tippedAt arrival time of the newest page view that caused the signal to fire, epoch milliseconds, or
 *     {@link #NOT_TIPPED}; used to measure latency, never published
 */
public record SignalUpdate(
        String dedupKey, long at, @Nullable Signal signal, long tippedAt) {

    /** The signal was caused by a timer, a synthetic result or a budget, not by the newest page views. */
    public static final long NOT_TIPPED = 0;

    /** An emission that was not caused by page views. */
    public static SignalUpdate of(Signal signal) {
        return tipped(signal, NOT_TIPPED);
    }

    /** An emission caused by page views, with the arrival time of the newest, epoch milliseconds. */
    public static SignalUpdate tipped(Signal signal, long tippedAt) {
        return new SignalUpdate(signal.dedupKey(), signal.occurredAt(), signal, tippedAt);
    }

    /** A copy marked as coming from a replay. */
    public SignalUpdate replayed() {
        return signal == null ? this : new SignalUpdate(dedupKey, at, signal.replayed(), tippedAt);
    }

    /** A tombstone. */
    public static SignalUpdate end(String dedupKey, long at) {
        return new SignalUpdate(dedupKey, at, null, NOT_TIPPED);
    }
}
