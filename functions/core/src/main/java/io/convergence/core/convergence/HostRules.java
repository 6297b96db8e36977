package io.convergence.core.convergence;

import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.WindowSpec;
import java.io.Serializable;

/**
 * Rules and limits for the evaluation of hosts.
 *
 * @param window window size and slide
 * @param convergence rule for verdicts
 * @param episodes rule for incidents and signals
 * @param bounds limits on state
 */
public record HostRules(WindowSpec window, ConvergenceRule convergence, EpisodeRule episodes, Bounds bounds)
        implements Serializable {
    /** Time without views and results after which a key ends with a tombstone. */
    public static final long QUIET_MILLIS = 3_600_000;

    /** Time after which an app that no beacon or result names is dropped, even if its host is still checked. */
    public static final long UNNAMED_MILLIS = 86_400_000;

    /** Time after a resolve at which the latest state of the signal is deleted. */
    public static final long RESOLVED_MILLIS = 86_400_000;

    /** Interval of verdict heartbeats, which are emitted at full minutes. */
    public static final long HEARTBEAT_MILLIS = 60_000;

    boolean locatesFailures() {
        return convergence.thresholds().minFailingLocations() > 1;
    }
}
