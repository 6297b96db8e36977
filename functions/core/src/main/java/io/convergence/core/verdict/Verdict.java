package io.convergence.core.verdict;

import java.util.Locale;

/** What the two planes together say about the users of an (app, host). */
public enum Verdict {
    /** Neither plane is degraded. */
    HEALTHY,
    /** Both planes are degraded. */
    USER_IMPACT_CONFIRMED,
    /** Only the synthetic plane is degraded: no user impact is observed. */
    SYNTHETIC_ONLY_NO_USER_IMPACT,
    /** Only the real-user plane is degraded: the checks do not see it, or there are none. */
    USER_ONLY_SYNTHETIC_BLIND;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The verdict as records and columns spell it. */
    public String label() {
        return label;
    }
}
