package io.convergence.core.convergence;

import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.window.Phase;
import java.io.Serializable;

/**
 * When an unchanged verdict is published again, as a heartbeat: at full minutes. A key that is healthy and steady has its
 * heartbeats further apart, at a boundary of its own, so that the keys of a subtask are published in turns. A key is steady
 * {@link #STEADY_MILLIS} after its verdict changed, and {@link #NEW_MILLIS} after it appeared, which is its first verdict or the
 * return of data into an empty window.
 *
 * @param everyMillis time between two heartbeats of a key; a multiple of a minute
 * @param healthyMillis time between two heartbeats of a key that is healthy and steady; a multiple of {@code everyMillis}
 * @param minutes what the verdicts of full minutes are used for
 */
public record HeartbeatPolicy(long everyMillis, long healthyMillis, MinuteUse minutes) implements Serializable {
    /** How long the verdict of a key must have been the same after a change for the key to be steady. */
    static final long STEADY_MILLIS = 900_000;

    /**
     * How long a key that appears must have had data to be steady. Few are enough: whoever starts sees their first views
     * counted, and 100,000 hosts that a job meets for the first time do not cost a verdict a minute for long.
     */
    static final long NEW_MILLIS = 180_000;

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
     * {@link AppStatus#unchangedSince} of a key that appears. It is before the boundary, so that the key is steady
     * {@link #NEW_MILLIS} after it.
     *
     * @param boundary the boundary of the first verdict, or of the first one with data again
     */
    static long unchangedSinceOfNew(long boundary) {
        return boundary - (STEADY_MILLIS - NEW_MILLIS);
    }

    /**
     * Whether a key has a heartbeat at a boundary.
     *
     * @param unchangedSince {@link AppStatus#unchangedSince}
     * @param boundary a boundary, epoch milliseconds
     * @param slideMillis time between two boundaries; divides a minute
     */
    boolean isDue(VerdictKey key, Verdict verdict, long unchangedSince, long boundary, long slideMillis) {
        if (verdict != Verdict.HEALTHY || boundary < unchangedSince + STEADY_MILLIS) {
            return boundary % everyMillis == 0;
        }
        return Math.floorMod(boundary - phase(key, slideMillis), healthyMillis) == 0;
    }

    /**
     * The next heartbeat of a key, provided that it stays healthy and steady.
     *
     * @param unchangedSince {@link AppStatus#unchangedSince}
     * @param after boundary after which the heartbeat is, epoch milliseconds
     * @param slideMillis time between two boundaries; divides a minute
     */
    long nextWhileHealthy(VerdictKey key, long unchangedSince, long after, long slideMillis) {
        long first = after + slideMillis;
        long unsteady = first + Math.floorMod(-first, everyMillis);
        long steady = unchangedSince + STEADY_MILLIS;
        if (unsteady < steady) {
            return unsteady;
        }
        long from = Math.max(first, steady);
        return from + Math.floorMod(phase(key, slideMillis) - from, healthyMillis);
    }

    /**
     * By how much the heartbeats of a healthy and steady key are later than multiples of the time between them: any number of
     * slides, or none where such a key has as many heartbeats as any other.
     */
    private long phase(VerdictKey key, long slideMillis) {
        return healthyMillis == everyMillis ? 0 : Phase.of(hash(key), healthyMillis / slideMillis) * slideMillis;
    }

    /** Equal on every JVM, so that the heartbeats of a key stay at the same boundaries over a restart. */
    private static int hash(VerdictKey key) {
        return 31 * (31 * key.tenant().hashCode() + key.app().hashCode())
                + key.host().hashCode();
    }
}
