package io.convergence.core.slo.definition;

import java.util.Locale;

/** How a slice of time without events counts. */
public enum NoDataPolicy {
    /** Neither good nor bad. */
    IGNORE,
    /** Good. */
    GOOD,
    /** Bad. */
    BAD;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Value of the annotation {@code convergence/no-data}. */
    public String label() {
        return label;
    }
}
