package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.budget.Comparison;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Labels and complements of comparisons. */
public final class Comparisons {
    /** All labels, joined by commas, for messages. */
    static final String LABELS =
            Arrays.stream(Comparison.values()).map(Comparison::label).collect(Collectors.joining(", "));

    private Comparisons() {}

    /** The comparison with a label, or null. */
    public static @Nullable Comparison of(String label) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.label().equals(label)) {
                return comparison;
            }
        }
        return null;
    }

    /** The comparison that is true exactly when the other one is false. */
    static Comparison complement(Comparison comparison) {
        return switch (comparison) {
            case LT -> Comparison.GTE;
            case LTE -> Comparison.GT;
            case GT -> Comparison.LTE;
            case GTE -> Comparison.LT;
        };
    }
}
