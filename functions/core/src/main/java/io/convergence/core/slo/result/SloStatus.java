package io.convergence.core.slo.result;

import java.util.Locale;

/** Status of an error budget. */
public enum SloStatus {
    /** Budget remains and no tier is over its burn-rate factor. */
    OK,
    /** Budget remains and at least one tier is over its burn-rate factor. */
    BURNING,
    /** No budget remains. */
    EXHAUSTED,
    /** The period holds no event, or for slices too few of them were observed. */
    NO_DATA;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Spelling in tables and topics. */
    public String label() {
        return label;
    }
}
