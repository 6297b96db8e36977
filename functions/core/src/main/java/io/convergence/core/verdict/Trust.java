package io.convergence.core.verdict;

import java.util.Locale;

/** Which planes support a verdict. */
public enum Trust {
    /** Both planes are degraded: synthetic checks confirm the user impact. */
    SYNTHETIC_CORROBORATED,
    /** There is no synthetic data; the verdict rests on page views alone. */
    RUM_ONLY,
    /** There are too few page views; the verdict rests on synthetic results alone. */
    SYNTHETIC_ONLY,
    /** Both planes have data, and they do not confirm user impact together. */
    OBSERVED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in JSON records and table columns. */
    public String label() {
        return label;
    }
}
