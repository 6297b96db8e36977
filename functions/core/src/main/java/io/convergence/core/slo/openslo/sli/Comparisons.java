package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.budget.Comparison;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comparisons as documents spell them. */
public final class Comparisons {
    /** Every label, for messages. */
    static final String LABELS =
            Arrays.stream(Comparison.values()).map(Comparison::label).collect(Collectors.joining(", "));

    private Comparisons() {}

    /** The comparison of a label, or null. */
    public static @Nullable Comparison of(String label) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.label().equals(label)) {
                return comparison;
            }
        }
        return null;
    }

    /** The comparison that holds exactly when the other does not. */
    static Comparison complement(Comparison comparison) {
        return switch (comparison) {
            case LT -> Comparison.GTE;
            case LTE -> Comparison.GT;
            case GT -> Comparison.LTE;
            case GTE -> Comparison.LT;
        };
    }
}
