package io.convergence.core.verdict;

import java.util.Locale;

/** Joint state of real users and synthetic checks for an app on a host. */
public enum Verdict {
    /** Neither plane is degraded. */
    HEALTHY,
    /** Both planes are degraded. */
    USER_IMPACT_CONFIRMED,
    /** Only the synthetic plane is degraded; no user impact is observed. */
    SYNTHETIC_ONLY_NO_USER_IMPACT,
    /** Only the real-user plane is degraded; synthetic checks pass or do not exist. */
    USER_ONLY_SYNTHETIC_BLIND;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in JSON records and table columns. */
    public String label() {
        return label;
    }
}
