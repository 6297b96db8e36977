package io.convergence.core.signal;

import java.io.Serializable;
import java.util.Set;

/**
 * How incidents open and end, and how signals repeat.
 *
 * @param rearmHoldMillis how long the verdict must have been healthy before an incident ends; 0 or more
 * @param unseenHoldMillis how long only real users must have been affected before the signal fires that checks do not see
 *     it; 0 or more
 * @param supersede whether that signal is resolved when the correlated one fires
 * @param reassertMillis distance between two re-assertions of a firing signal; 0 turns them off
 * @param disabledKinds kinds that never fire, each as {@code kind} for every tenant or {@code tenant/kind} for one
 */
public record EpisodePolicy(
        long rearmHoldMillis, long unseenHoldMillis, boolean supersede, long reassertMillis, Set<String> disabledKinds)
        implements Serializable {

    /** Holds of 5 and 2 minutes, superseding, re-assertions every 5 minutes, no disabled kind. */
    public static final EpisodePolicy DEFAULTS = new EpisodePolicy(300_000, 120_000, true, 300_000, Set.of());

    /** The reference rules: no hold, no superseding, re-assertions every 5 minutes, no disabled kind. */
    public static final EpisodePolicy REFERENCE = new EpisodePolicy(0, 0, false, 300_000, Set.of());

    public EpisodePolicy {
        disabledKinds = Set.copyOf(disabledKinds);
    }

    /** Whether a kind may fire for a tenant. */
    public boolean admits(String tenant, SignalKind kind) {
        return !disabledKinds.contains(kind.label()) && !disabledKinds.contains(tenant + '/' + kind.label());
    }
}
