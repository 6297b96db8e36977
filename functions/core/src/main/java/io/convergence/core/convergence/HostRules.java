package io.convergence.core.convergence;

import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.WindowSpec;
import java.io.Serializable;

/**
 * Everything that decides what becomes of a host.
 *
 * @param window the windows
 * @param convergence the verdict
 * @param collapse the silence of real users
 * @param episodes the signals
 * @param bounds the limits
 */
public record HostRules(
        WindowSpec window, ConvergenceRule convergence, CollapseRule collapse, EpisodeRule episodes, Bounds bounds)
        implements Serializable {
    /** How long neither plane must have held anything before a key ends with a tombstone. */
    public static final long QUIET_MILLIS = 3_600_000;

    /** How long an app may go without being named before it is dropped although its host is still checked. */
    public static final long UNNAMED_MILLIS = 86_400_000;

    /** How long after its resolve the latest state of a signal is deleted. */
    public static final long RESOLVED_MILLIS = 86_400_000;

    /** A heartbeat is due at each full minute. */
    public static final long HEARTBEAT_MILLIS = 60_000;

    /** Length of the recent span of checks, 0 for none. */
    long recentChecksMillis() {
        return convergence.thresholds().recentChecksMillis();
    }

    boolean locatesFailures() {
        return convergence.thresholds().minFailingLocations() > 1;
    }
}
