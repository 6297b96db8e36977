package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.openslo.sli.Comparisons;
import io.convergence.core.slo.openslo.sli.Measurements;
import io.convergence.core.slo.openslo.sli.PercentileMetric;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles the indicator of an SLO for one of its objectives, and checks the fields of the objective that depend on it. */
final class IndicatorCompiler {
    /**
     * Indicator of one objective.
     *
     * @param sli the events that are counted
     * @param sliceTargetPpm least ratio of good events in a good slice, parts per million; 0 unless the method is {@code
     *     Timeslices}
     */
    record Indicator(Sli sli, int sliceTargetPpm) {}

    private final SloSpec slo;
    private final SliSpec indicator;
    private final DocumentProblems problems;

    /**
     * A compiler for the objectives of an SLO.
     *
     * @param indicator the SLO's indicator, inline or referred to
     * @param problems of the SLO
     */
    IndicatorCompiler(SloSpec slo, SliSpec indicator, DocumentProblems problems) {
        this.slo = slo;
        this.indicator = indicator;
        this.problems = problems;
    }

    /** The indicator for an objective; null when something is wrong with either, which is reported. */
    @Nullable
    Indicator compile(ObjectiveSpec objective) {
        PercentileMetric percentile = indicator.percentile();
        if (percentile != null) {
            return compile(percentile, objective.fields());
        }
        Sli sli = indicator.sli();
        if (sli == null) {
            return null;
        }
        Fields fields = objective.fields();
        for (String name : List.of("op", "value")) {
            if (fields.has(name)) {
                fields.warning(name, "has no effect beside a ratioMetric, whose condition says what is good");
            }
        }
        if (slo.method() == BudgetingMethod.TIMESLICES && !fields.has("timeSliceTarget")) {
            fields.error("timeSliceTarget", "is missing: Timeslices need a number above 0 and at most 1");
            return null;
        }
        return new Indicator(sli, objective.sliceTargetPpm());
    }

    private @Nullable Indicator compile(PercentileMetric percentile, Fields objective) {
        if (slo.method() != null && slo.method() != BudgetingMethod.TIMESLICES) {
            problems.error(
                    slo.methodPosition(),
                    "must be Timeslices for a thresholdMetric, which has one percentile in each slice, not "
                            + slo.method().label());
        }
        if (slo.method() == BudgetingMethod.TIMESLICES && objective.has("timeSliceTarget")) {
            objective.warning(
                    "timeSliceTarget",
                    "has no effect beside a thresholdMetric, which has one percentile in each slice");
        }
        Comparison comparison = comparison(objective);
        Value value = objective.require("value", "the number with which the percentile is compared");
        BigDecimal threshold = value == null ? null : Measurements.threshold(value);
        return comparison == null || threshold == null || slo.method() != BudgetingMethod.TIMESLICES
                ? null
                : new Indicator(percentile.sli(comparison, threshold), percentile.sharePpm());
    }

    private static @Nullable Comparison comparison(Fields objective) {
        Value op = objective.require("op", "lte or lt, for the comparison of the percentile with value");
        String text = op == null ? null : op.text();
        if (op == null || text == null) {
            return null;
        }
        Comparison comparison = Comparisons.of(text);
        if (comparison == Comparison.LTE || comparison == Comparison.LT) {
            return comparison;
        }
        op.error("must be lte or lt for a percentile, which is good when it is low, not " + QuotedText.of(text));
        return null;
    }
}
