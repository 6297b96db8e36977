package io.convergence.core.verdict;

import java.util.Locale;

/** Presence of web-facing synthetic results in a window. */
public enum SyntheticData {
    /** No result. */
    ABSENT,
    /** At least one result. */
    OBSERVED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in JSON records and table columns. */
    public String label() {
        return label;
    }
}
