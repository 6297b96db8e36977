package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.EpisodePolicy;
import java.io.Serializable;

/**
 * What applies to every objective.
 *
 * @param allowedLatenessMillis how long after its end a minute is restated for late events, whole minutes
 * @param minEvents events a tier's long window holds at least before it fires
 * @param minBad bad ones among them
 * @param jointMinViews views a minute holds at least, or synthetic results stand in for them
 * @param maxValues values a dimension of an attribution keeps at most
 * @param episodes how signals are repeated and which are disabled
 */
public record SloRules(
        long allowedLatenessMillis, int minEvents, int minBad, int jointMinViews, int maxValues, EpisodePolicy episodes)
        implements Serializable {
    /** How long the state of a resolved signal is kept for readers of the compacted topic. */
    public static final long RESOLVED_MILLIS = 86_400_000;

    /** How often a row is written while nothing changes. */
    public static final long HEARTBEAT_MILLIS = 300_000;

    /** The longest window that keeps heartbeats going. */
    public static final long ACTIVE_MILLIS = 21_600_000;
}
