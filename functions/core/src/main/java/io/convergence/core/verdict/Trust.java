package io.convergence.core.verdict;

import java.util.Locale;

/** What a verdict rests on. */
public enum Trust {
    /** User impact that the synthetic plane confirms. */
    SYNTHETIC_CORROBORATED,
    /** No synthetic data. */
    RUM_ONLY,
    /** Real-user data not sufficient. */
    SYNTHETIC_ONLY,
    /** Both planes hold data. */
    OBSERVED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As records and columns spell it. */
    public String label() {
        return label;
    }
}
