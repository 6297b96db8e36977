package io.convergence.core.verdict;

import java.util.Locale;

/** Whether a window holds any web-facing synthetic result. */
public enum SyntheticData {
    /** None. */
    ABSENT,
    /** At least one. */
    OBSERVED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As records and columns spell it. */
    public String label() {
        return label;
    }
}
