package io.convergence.core.verdict;

import java.util.Locale;

/** Amount of real-user data in a window. */
public enum RumData {
    /** No page view. */
    ABSENT,
    /** Fewer page views than the threshold for calling the plane degraded. */
    INSUFFICIENT,
    /** At least as many views as a degradation needs. */
    SUFFICIENT,
    /** So few views, compared with those before, that users must be unable to reach the app. */
    COLLAPSED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in JSON records and table columns. */
    public String label() {
        return label;
    }
}
