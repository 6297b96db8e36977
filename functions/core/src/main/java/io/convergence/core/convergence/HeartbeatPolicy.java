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
 * @param minutes what the verdicts of full minutes are used for
 */
public record HeartbeatPolicy(long everyMillis, long healthyMillis, MinuteUse minutes) implements Serializable {
    /** How long the verdict of a key must have been the same, and its window not empty, for the key to be steady. */
    public static final long STEADY_MILLIS = 900_000;

    /** A minute, five minutes for healthy keys, and all minutes are stored. */
    public static final HeartbeatPolicy DEFAULTS = new HeartbeatPolicy(60_000, 300_000, MinuteUse.STORED);

    /** A heartbeat of each key at each full minute. */
    public static final HeartbeatPolicy EACH_MINUTE = new HeartbeatPolicy(60_000, 60_000, MinuteUse.STORED);

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
        return Math.floorMod(minute - phase(key), healthyMillis) == 0;
    }

    /**
     * The first full minute from one on at which a key is evaluated although nothing changes, provided that it stays healthy
     * and steady: that minute where minutes are used, otherwise that of its next heartbeat.
     *
     * @param steadySince boundary since which the key is steady, epoch milliseconds
     * @param minute end of the minute, epoch milliseconds
     */
    long nextWhileHealthy(VerdictKey key, long steadySince, long minute) {
        if (minutes != MinuteUse.UNUSED) {
            return minute;
        }
        long next = minute + Math.floorMod(-minute, everyMillis);
        // Heartbeats are at multiples of everyMillis, also those of a steady key, so none is before next.
        return next < steadySince + STEADY_MILLIS ? next : minute + Math.floorMod(phase(key) - minute, healthyMillis);
    }

    /** By how much the minutes of a healthy and steady key are later than multiples of the time between them. */
    private long phase(VerdictKey key) {
        return Phase.of(hash(key), healthyMillis / everyMillis) * everyMillis;
    }

    /** Equal on every JVM, so that a key keeps its minutes over a restart. */
    private static int hash(VerdictKey key) {
        return 31 * (31 * key.tenant().hashCode() + key.app().hashCode())
                + key.host().hashCode();
    }
}
