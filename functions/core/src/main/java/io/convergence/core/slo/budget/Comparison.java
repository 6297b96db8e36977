package io.convergence.core.slo.budget;

import java.util.Locale;

/** How a measurement is compared with a threshold. */
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

    /** As definitions spell it. */
    public String label() {
        return label;
    }

    /** Whether {@code value} compares so with {@code threshold}. */
    public boolean holds(double value, double threshold) {
        return switch (this) {
            case LT -> value < threshold;
            case LTE -> value <= threshold;
            case GT -> value > threshold;
            case GTE -> value >= threshold;
        };
    }
}
