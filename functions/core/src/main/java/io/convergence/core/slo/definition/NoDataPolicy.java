package io.convergence.core.slo.definition;

import java.util.Locale;

/** What a slice of time without an event counts as. */
public enum NoDataPolicy {
    /** Nothing: it is neither good nor bad. */
    IGNORE,
    /** Good. */
    GOOD,
    /** Bad. */
    BAD;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As definitions spell it. */
    public String label() {
        return label;
    }
}
