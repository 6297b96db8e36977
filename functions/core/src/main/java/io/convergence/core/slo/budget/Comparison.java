package io.convergence.core.slo.budget;

import java.util.Locale;

/** Operator that compares a measurement with a threshold. */
public enum Comparison {
    /** Less than. */
    LT,
    /** Less than or equal. */
    LTE,
    /** Greater than. */
    GT,
    /** Greater than or equal. */
    GTE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Spelling in definitions. */
    public String label() {
        return label;
    }

    /** Whether the operator is true of a value on its left and a threshold on its right. */
    public boolean holds(double value, double threshold) {
        return switch (this) {
            case LT -> value < threshold;
            case LTE -> value <= threshold;
            case GT -> value > threshold;
            case GTE -> value >= threshold;
        };
    }
}
