package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.EpisodePolicy;
import java.io.Serializable;

/**
 * Settings that apply to the evaluation of every objective.
 *
 * @param allowedLatenessMillis how long after the end of a minute its late events are still counted, whole minutes
 * @param minEvents fewest events in a tier's long window with which the tier fires
 * @param minBad fewest bad events in that window
 * @param minSlices fewest slices that count in that window, for methods of slices
 * @param minBadSlices fewest slices with a bad event in that window
 * @param jointMinViews fewest views with which a minute of a joint SLI is counted by views even if it holds synthetic
 *     results
 * @param maxValues how many values a dimension of an attribution keeps at most
 * @param episodes how often signals are repeated, and which kinds are disabled
 */
public record SloRules(
        long allowedLatenessMillis,
        int minEvents,
        int minBad,
        int minSlices,
        int minBadSlices,
        int jointMinViews,
        int maxValues,
        EpisodePolicy episodes)
        implements Serializable {
    /** Time after the resolve at which a signal's tombstone is emitted; until then readers of the compacted topic see it. */
    public static final long RESOLVED_MILLIS = 86_400_000;

    /** Interval of snapshots while no count changes. */
    public static final long HEARTBEAT_MILLIS = 300_000;

    /** Length of the longest window whose events cause snapshots although no count changes. */
    public static final long ACTIVE_MILLIS = 21_600_000;
}
