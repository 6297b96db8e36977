package io.convergence.relay.send;

import java.time.Duration;

/**
 * Repetitions of what a receiver already accepted.
 *
 * @param isUsed whether there are any, as for Alertmanager
 * @param intervalMillis time between two of them
 */
record Resends(boolean isUsed, long intervalMillis) {
    /** Alertmanager's other senders repeat a resolve for as long, so that a restarted one hears of it. */
    static final long RESOLVED_MILLIS = Duration.ofMinutes(5).toMillis();
}
