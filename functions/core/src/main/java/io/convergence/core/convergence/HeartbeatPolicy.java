package io.convergence.core.convergence;

import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.window.Phase;
import java.io.Serializable;

/**
 * When an unchanged verdict is published again, as a heartbeat. A key that is healthy and steady has its heartbeats further
 * apart, at a fixed minute of its own, so that the keys of a subtask are published in turns.
 *
 * @param everyMillis time between two heartbeats of a key; a multiple of a minute
 * @param healthyMillis time between two heartbeats of a key that is healthy and steady; a multiple of {@code everyMillis}
 * @param completeMinutes whether minutes that are not published have percentiles, because they are stored
 */
public record HeartbeatPolicy(long everyMillis, long healthyMillis, boolean completeMinutes) implements Serializable {
    /** How long the verdict of a key must have been the same, and its window not empty, for the key to be steady. */
    public static final long STEADY_MILLIS = 900_000;

    /** A minute, five minutes for healthy keys, and percentiles in all minutes. */
    public static final HeartbeatPolicy DEFAULTS = new HeartbeatPolicy(60_000, 300_000, true);

    /** A heartbeat of each key at each full minute. */
    public static final HeartbeatPolicy EACH_MINUTE = new HeartbeatPolicy(60_000, 60_000, true);

    public HeartbeatPolicy {
        if (everyMillis <= 0 || everyMillis % HostRules.MINUTE_MILLIS != 0 || healthyMillis % everyMillis != 0) {
            throw new IllegalArgumentException("heartbeats every " + everyMillis + " ms, and every " + healthyMillis
                    + " ms when healthy: the first must be a multiple of a minute, and the second of the first");
        }
    }

    /**
     * Whether a key has a heartbeat at a full minute.
     *
     * @param steadySince boundary since which the key is steady, epoch milliseconds
     * @param minute end of the minute, epoch milliseconds
     */
    boolean isDue(VerdictKey key, Verdict verdict, long steadySince, long minute) {
        if (verdict != Verdict.HEALTHY || minute < steadySince + STEADY_MILLIS) {
            return minute % everyMillis == 0;
        }
        long phase = Phase.of(hash(key), healthyMillis / everyMillis) * everyMillis;
        return Math.floorMod(minute - phase, healthyMillis) == 0;
    }

    /** Equal on every JVM, so that a key keeps its minutes over a restart. */
    private static int hash(VerdictKey key) {
        return 31 * (31 * key.tenant().hashCode() + key.app().hashCode())
                + key.host().hashCode();
    }
}
