package io.convergence.core.slo.definition;

import io.convergence.core.slo.budget.Comparison;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an event is good. A definition that says when an event is bad is turned round, so that equal SLIs read equal.
 *
 * @param kind what is looked at
 * @param measurement the vital, such as {@code lcp_ms}, or {@code duration_ms}; null unless the kind is a measurement
 * @param comparison how a measurement is compared, or null
 * @param threshold what a measurement is compared with; 0 unless the kind is a measurement
 * @param verdicts the verdicts that are bad, ascending; empty unless the kind is a verdict
 */
public record Condition(
        Kind kind,
        @Nullable String measurement,
        @Nullable Comparison comparison,
        double threshold,
        List<String> verdicts)
        implements Serializable {

    /** What a condition looks at. */
    public enum Kind {
        /** A view without an error and without a failed request; a check result that is a success. */
        OK,
        /** A view's vital or a check's duration; a view that does not carry the vital does not count at all. */
        MEASUREMENT,
        /** A verdict that is none of those listed. */
        VERDICT
    }

    public Condition {
        verdicts = List.copyOf(verdicts);
    }

    /** {@code ok: true}, {@code success: true}. */
    public static Condition ok() {
        return new Condition(Kind.OK, null, null, 0, List.of());
    }

    /** A vital or a duration that compares so with a threshold. */
    public static Condition measurement(String measurement, Comparison comparison, double threshold) {
        return new Condition(Kind.MEASUREMENT, measurement, comparison, threshold, List.of());
    }

    /** A verdict that is none of those listed. */
    public static Condition verdictNotIn(List<String> verdicts) {
        return new Condition(Kind.VERDICT, null, null, 0, verdicts);
    }
}
