package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code thresholdMetric} on a percentile of a measurement, such as the 75th percentile of {@code lcp_ms}. An objective
 * adds the comparison with a value.
 *
 * @param source {@code rum} or {@code synthetic}
 * @param where selectors, ascending by key
 * @param groupBy keys by whose values budgets are separate
 * @param measurement a measurement of the source
 * @param sharePpm the percentile as a ratio, parts per million, 1 to 1,000,000
 */
public record PercentileMetric(
        SliSource source, List<Selector> where, List<String> groupBy, String measurement, int sharePpm) {
    /*
     * The percentile is the nearest rank: the p-th percentile is the smallest measurement of a slice such that at least
     * p percent of the measurements are not above it. Hence "p75 <= T" is true exactly when at least 75 percent of the
     * measurements are <= T, and "p75 < T" exactly when at least 75 percent are < T. That is a slice of Timeslices whose
     * events are compared with T and whose slice target is 0.75, so no measurement has to be stored and nothing is
     * estimated. For "p75 >= T" no slice target of this form exists.
     */
    private static final BigDecimal PPM_PER_PERCENT = BigDecimal.valueOf(10_000);
    private static final String PERCENTILE_RULE =
            "a number above 0 and at most 100 with at most 4 decimals, such as 75";

    public PercentileMetric {
        where = List.copyOf(where);
        groupBy = List.copyOf(groupBy);
    }

    /**
     * Reads a {@code thresholdMetric}; null when it has an error, which is reported.
     *
     * @param metric the field, for errors about the metric as a whole
     * @param types list to which the type of its metric source is added
     */
    public static @Nullable PercentileMetric read(Value metric, List<MetricSourceType> types) {
        Fields fields = metric.fields();
        Fields metricSource = fields == null ? null : fields.requiredFields("metricSource", "a type and a spec");
        if (fields == null || metricSource == null) {
            return null;
        }
        fields.reportUnknown();
        MetricSourceType type = MetricSourceType.read(metricSource);
        types.add(type);
        if (!type.mayBeSupported()) {
            metric.error("cannot be computed from events: must be a ratioMetric with a condition");
            metricSource.get("spec");
            metricSource.reportUnknown();
            return null;
        }
        Fields spec =
                metricSource.requiredFields("spec", "a source, what selects its events, a metric and a percentile");
        metricSource.reportUnknown();
        return spec == null ? null : read(spec);
    }

    private static @Nullable PercentileMetric read(Fields spec) {
        EventSelection events = EventSelection.read(spec);
        List<String> groupBy = events.groupBy(spec);
        Value name = spec.require("metric", "the measurement whose percentile is compared, such as lcp_ms");
        Integer share = sharePpm(spec.require("percentile", PERCENTILE_RULE));
        SliSource source = events.source();
        if (source == null) {
            return null;
        }
        spec.reportUnknown();
        String measurement = name == null ? null : measurement(name, source);
        if (events.where() == null || measurement == null || share == null) {
            return null;
        }
        return new PercentileMetric(source, events.where(), groupBy, measurement, share);
    }

    /**
     * The indicator of an objective. Its slices are good when at least {@link #sharePpm} of their events are.
     *
     * @param comparison {@code lte} or {@code lt}
     * @param value value with which the percentile is compared
     */
    public Sli sli(Comparison comparison, BigDecimal value) {
        return new Sli(source, where, Condition.measurement(measurement, comparison, value.doubleValue()), groupBy);
    }

    private static @Nullable String measurement(Value name, SliSource source) {
        String text = name.text();
        List<String> known = Measurements.of(source);
        if (text != null && !known.contains(text)) {
            String what = known.isEmpty() ? "which has none" : "whose measurements are " + String.join(", ", known);
            name.error(QuotedText.of(text) + " is no measurement of " + source.label() + ", " + what);
            return null;
        }
        return text;
    }

    private static @Nullable Integer sharePpm(@Nullable Value value) {
        BigDecimal percentile = value == null ? null : value.decimal();
        if (value == null || percentile == null) {
            return null;
        }
        BigDecimal ppm = percentile.multiply(PPM_PER_PERCENT).stripTrailingZeros();
        if (ppm.signum() <= 0 || ppm.compareTo(PPM_PER_PERCENT.movePointRight(2)) > 0 || ppm.scale() > 0) {
            value.error("must be " + PERCENTILE_RULE + ", not " + percentile.toPlainString());
            return null;
        }
        return ppm.intValueExact();
    }
}
