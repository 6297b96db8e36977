package io.convergence.core.signal;

import java.io.Serializable;
import java.util.Set;

/**
 * Settings for when incidents end and how often firing signals are repeated.
 *
 * @param rearmHoldMillis how long the verdict must be healthy before an incident ends, milliseconds; 0 or more
 * @param reassertMillis interval between repetitions of a firing signal, milliseconds; 0 turns repetition off
 * @param disabledKinds kinds that never fire: {@code kind} for all tenants or {@code tenant/kind} for one
 */
public record EpisodePolicy(long rearmHoldMillis, long reassertMillis, Set<String> disabledKinds)
        implements Serializable {

    /** No hold, repetition every five minutes, no kind disabled. */
    public static final EpisodePolicy DEFAULTS = new EpisodePolicy(0, 300_000, Set.of());

    public EpisodePolicy {
        disabledKinds = Set.copyOf(disabledKinds);
    }

    /** Whether a kind may fire for a tenant. */
    public boolean admits(String tenant, SignalKind kind) {
        return !disabledKinds.contains(kind.label()) && !disabledKinds.contains(tenant + '/' + kind.label());
    }
}
