package io.convergence.core.verdict;

import java.util.Locale;

/** Amount of real-user data in a window. */
public enum RumData {
    /** No page view. */
    ABSENT,
    /** Fewer page views than the threshold for calling the plane degraded. */
    INSUFFICIENT,
    /** Enough page views to decide whether the plane is degraded. */
    SUFFICIENT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in JSON records and table columns. */
    public String label() {
        return label;
    }
}
