package io.convergence.core.slo.definition;

import io.convergence.core.slo.budget.Comparison;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Condition for good events. A definition's condition for bad events is replaced by its complement, so that equal SLIs are
 * equal objects.
 *
 * @param kind kind of the condition
 * @param measurement a vital, such as {@code lcp_ms}, or {@code duration_ms}; null unless the kind is a measurement
 * @param comparison of the measurement with the threshold; null unless the kind is a measurement
 * @param threshold 0 unless the kind is a measurement
 * @param verdicts the verdicts that are bad, ascending; empty unless the kind is a verdict
 */
public record Condition(
        Kind kind,
        @Nullable String measurement,
        @Nullable Comparison comparison,
        double threshold,
        List<String> verdicts)
        implements Serializable {

    /** Kind of a condition. */
    public enum Kind {
        /** A view without errors and failed requests; a successful check result. */
        OK,
        /** Comparison of a view's vital or a check's duration; a view without the vital is not counted. */
        MEASUREMENT,
        /** A verdict that is not in the list. */
        VERDICT
    }

    public Condition {
        verdicts = List.copyOf(verdicts);
    }

    /** The condition {@code ok: true} or {@code success: true}. */
    public static Condition ok() {
        return new Condition(Kind.OK, null, null, 0, List.of());
    }

    /** A condition on a vital or a duration. */
    public static Condition measurement(String measurement, Comparison comparison, double threshold) {
        return new Condition(Kind.MEASUREMENT, measurement, comparison, threshold, List.of());
    }

    /** The condition that the verdict is not in a list. */
    public static Condition verdictNotIn(List<String> verdicts) {
        return new Condition(Kind.VERDICT, null, null, 0, verdicts);
    }
}
