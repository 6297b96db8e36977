package io.convergence.core.signal;

import java.io.Serializable;
import java.util.Set;

/**
 * How signals are latched and repeated.
 *
 * @param rearmHoldMillis how long the verdict must have been healthy before an incident ends; 0 or more
 * @param reassertMillis how often a firing signal is said again; 0 is never
 * @param disabledKinds kinds that never fire, each as {@code kind} for every tenant or {@code tenant/kind} for one
 */
public record EpisodePolicy(long rearmHoldMillis, long reassertMillis, Set<String> disabledKinds)
        implements Serializable {

    /** No hold, said again each five minutes, no kind disabled. */
    public static final EpisodePolicy DEFAULTS = new EpisodePolicy(0, 300_000, Set.of());

    public EpisodePolicy {
        disabledKinds = Set.copyOf(disabledKinds);
    }

    /** Whether a kind may fire for a tenant. */
    public boolean admits(String tenant, SignalKind kind) {
        return !disabledKinds.contains(kind.label()) && !disabledKinds.contains(tenant + '/' + kind.label());
    }
}
