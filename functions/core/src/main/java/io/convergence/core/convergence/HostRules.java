package io.convergence.core.convergence;

import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.WindowSpec;
import java.io.Serializable;

/**
 * Rules and limits for the evaluation of hosts.
 *
 * @param window the windows
 * @param convergence the verdict
 * @param collapse the silence of real users
 * @param episodes the signals
 * @param heartbeats when unchanged verdicts are published
 * @param bounds the limits
 */
public record HostRules(
        WindowSpec window,
        ConvergenceRule convergence,
        CollapseRule collapse,
        EpisodeRule episodes,
        HeartbeatPolicy heartbeats,
        Bounds bounds)
        implements Serializable {
    /** Time without views and results after which a key ends with a tombstone. */
    public static final long QUIET_MILLIS = 3_600_000;

    /** Time after which an app that no beacon or result names is dropped, even if its host is still checked. */
    public static final long UNNAMED_MILLIS = 86_400_000;

    /** Time after a resolve at which the latest state of the signal is deleted. */
    public static final long RESOLVED_MILLIS = 86_400_000;

    /** A minute. Objectives and the table of minutes count every key with data at each full minute. */
    public static final long MINUTE_MILLIS = 60_000;

    /** Length of the recent span of checks, 0 for none. */
    long recentChecksMillis() {
        return convergence.thresholds().recentChecksMillis();
    }

    boolean locatesFailures() {
        return convergence.thresholds().minFailingLocations() > 1;
    }
}
