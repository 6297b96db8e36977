package io.convergence.core.slo.result;

import java.util.Locale;

/** How a budget stands. */
public enum SloStatus {
    /** Budget remains and nothing burns it too fast. */
    OK,
    /** Budget remains and at least one tier is firing. */
    BURNING,
    /** Nothing of the budget remains. */
    EXHAUSTED,
    /** The period holds no event, or too few of its slices. */
    NO_DATA;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As tables spell it. */
    public String label() {
        return label;
    }
}
