package io.convergence.core.verdict;

import java.util.Locale;

/** How much real-user data a window holds. */
public enum RumData {
    /** No view. */
    ABSENT,
    /** Some views, fewer than a degradation needs. */
    INSUFFICIENT,
    /** At least as many views as a degradation needs. */
    SUFFICIENT,
    /** So few views, compared with those before, that users must be unable to reach the app. */
    COLLAPSED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As records and columns spell it. */
    public String label() {
        return label;
    }
}
