package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.SourcePosition;
import io.convergence.core.yaml.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of {@code objectives} of an SLO.
 *
 * @param fields its fields, for checks that depend on the indicator
 * @param displayName name that distinguishes it from the other objectives, or null
 * @param targetPpm target in parts per million; null when it could not be read
 * @param sliceTargetPpm {@code timeSliceTarget}, parts per million; 0 when it is left out or could not be read
 * @param sliceMinutes length of a slice; 0 for {@code Occurrences}
 */
record ObjectiveSpec(
        Fields fields,
        @Nullable String displayName,
        @Nullable Integer targetPpm,
        int sliceTargetPpm,
        long sliceMinutes) {
    private static final int MAX_OBJECTIVES = 100;
    private static final BigDecimal PPM = BigDecimal.valueOf(1_000_000);
    private static final List<Long> SLICES =
            List.of(1L, 2L, 3L, 4L, 5L, 6L, 10L, 12L, 15L, 20L, 30L, 60L, 120L, 180L, 240L, 360L, 480L, 720L, 1440L);
    private static final String SLICE_RULE =
            "must be whole minutes that divide an hour (1m, 2m, 3m, 4m, 5m, 6m, 10m, 12m,"
                    + " 15m, 20m, 30m, 1h) or whole hours that divide a day (2h, 3h, 4h, 6h, 8h, 12h, 1d)";

    /** Reads the required field {@code objectives} of the specification of an SLO. */
    static List<ObjectiveSpec> readAll(Fields spec, @Nullable BudgetingMethod method) {
        Value list = spec.require("objectives", "a list of at least one objective with a target");
        List<Value> items = list == null ? null : list.items(MAX_OBJECTIVES);
        List<ObjectiveSpec> objectives = new ArrayList<>();
        if (list != null && items != null) {
            if (items.isEmpty()) {
                list.error("must hold at least one objective");
            }
            for (Value item : items) {
                Fields fields = item.fields();
                if (fields != null) {
                    objectives.add(read(fields, method));
                }
            }
        }
        return objectives;
    }

    /** Position of its target, used for problems of the whole objective. */
    SourcePosition position() {
        return fields.position(fields.has("target") || !fields.has("targetPercent") ? "target" : "targetPercent");
    }

    private static ObjectiveSpec read(Fields fields, @Nullable BudgetingMethod method) {
        String displayName = fields.text("displayName");
        fields.get("op");
        fields.get("value");
        for (String name : List.of("indicator", "indicatorRef", "compositeWeight")) {
            if (fields.has(name)) {
                fields.error(name, "composite objectives are not supported: the indicator belongs to spec");
            }
        }
        Integer target = target(fields);
        int sliceTarget = sliceTarget(fields, method);
        long slice = slice(fields, method);
        fields.reportUnknown();
        return new ObjectiveSpec(fields, displayName, target, sliceTarget, slice);
    }

    private static @Nullable Integer target(Fields fields) {
        Value ratio = fields.get("target");
        Value percent = fields.get("targetPercent");
        if (ratio != null && percent != null) {
            percent.error("contradicts target: must be exactly one of target and targetPercent");
            return null;
        }
        if (percent != null) {
            Integer ppm = ppm(percent, 2, "from 0 to below 100 with at most 4 decimals");
            if (ppm != null && ppm >= PPM.intValue()) {
                percent.error("must be below 100: nothing else leaves a budget");
                return null;
            }
            return ppm;
        }
        if (ratio == null) {
            fields.error("target", "is missing: a number from 0 to below 1, or targetPercent");
            return null;
        }
        Integer ppm = ppm(ratio, 0, "from 0 to below 1 with at most 6 decimals");
        if (ppm != null && ppm >= PPM.intValue()) {
            ratio.error("must be below 1: nothing else leaves a budget");
            return null;
        }
        return ppm;
    }

    private static int sliceTarget(Fields fields, @Nullable BudgetingMethod method) {
        Value value = fields.get("timeSliceTarget");
        if (value == null) {
            return 0;
        }
        if (method != null && method != BudgetingMethod.TIMESLICES) {
            value.error("contradicts budgetingMethod " + method.label() + ": only Timeslices have it");
            return 0;
        }
        Integer ppm = ppm(value, 0, "above 0 and at most 1 with at most 6 decimals");
        if (ppm != null && (ppm < 1 || ppm > PPM.intValue())) {
            value.error("must be a number above 0 and at most 1");
        }
        return ppm == null ? 0 : ppm;
    }

    private static long slice(Fields fields, @Nullable BudgetingMethod method) {
        Value value = fields.get("timeSliceWindow");
        if (value == null) {
            if (method != null && method != BudgetingMethod.OCCURRENCES) {
                fields.error("timeSliceWindow", "is missing: " + SLICE_RULE);
            }
            return 0;
        }
        if (method == BudgetingMethod.OCCURRENCES) {
            value.error("contradicts budgetingMethod Occurrences: only Timeslices and RatioTimeslices have it");
            return 0;
        }
        String text = value.node() instanceof Node.Scalar scalar ? scalar.text() : "";
        DurationShorthand length = DurationShorthand.of(
                Character.isDigit(text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) ? text + 'm' : text);
        if (length == null || length.isCalendarUnit() || !SLICES.contains(length.minutes())) {
            value.error(SLICE_RULE + ", not " + QuotedText.of(text));
            return 0;
        }
        return length.minutes();
    }

    /**
     * A number as whole parts per million; null when it is negative or not a whole number of them, which is reported.
     *
     * @param shift decimal places by which the number is larger than a ratio: 2 for percent
     * @param rule the range, for the message
     */
    private static @Nullable Integer ppm(Value value, int shift, String rule) {
        BigDecimal number = value.decimal();
        if (number == null) {
            return null;
        }
        BigDecimal ppm = number.movePointLeft(shift).multiply(PPM).stripTrailingZeros();
        if (ppm.signum() < 0 || ppm.scale() > 0) {
            value.error("must be a number " + rule + ", not " + number.toPlainString());
            return null;
        }
        return ppm.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }
}
