package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.vitals.Vital;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads when an event is good, or bad, which it turns round. For one reading. */
final class ConditionReader {
    private static final List<String> VITALS =
            Arrays.stream(Vital.values()).map(Vital::label).toList();
    private static final BigDecimal LARGEST = BigDecimal.valueOf(86_400_000);
    private static final String VERDICTS =
            Arrays.stream(Verdict.values()).map(Verdict::label).collect(Collectors.joining(", "));

    private final Fields spec;
    private final String side;
    private final boolean bad;
    private final SliSource source;

    /**
     * A reader of one.
     *
     * @param spec of the metric source that has the condition
     * @param bad whether it says when an event is bad
     */
    ConditionReader(Fields spec, boolean bad, SliSource source) {
        this.spec = spec;
        this.side = bad ? "bad" : "good";
        this.bad = bad;
        this.source = source;
    }

    /** The condition under which an event is good, or null when it could not be read. */
    @Nullable
    Condition read() {
        String other = bad ? "good" : "bad";
        if (spec.has(other)) {
            spec.error(other, "belongs to a metric source of " + other + ", not of " + side);
        }
        boolean fallback = readFallback();
        Value value = spec.require(side, rule());
        Fields fields = value == null ? null : value.fields();
        if (value == null || fields == null) {
            return null;
        }
        if (fields.names().size() != 1) {
            value.error("must be exactly one of " + rule());
            return null;
        }
        Condition condition = condition(fields, fields.names().get(0));
        return fallback ? condition : null;
    }

    /** What a condition may be here, for messages. */
    private String rule() {
        String flag = String.valueOf(!bad);
        return switch (source) {
            case RUM -> "{ok: " + flag + "} and {VITAL: {OPERATOR: NUMBER}} of " + String.join(", ", VITALS);
            case SYNTHETIC -> "{success: " + flag + "} and {duration_ms: {OPERATOR: NUMBER}}";
            case CONVERGENCE -> "{verdict: {" + verdictOperator() + ": [VERDICTS]}}";
            case JOINT -> "{ok: " + flag + "}";
        };
    }

    private @Nullable Condition condition(Fields fields, String name) {
        String flag = source == SliSource.SYNTHETIC ? "success" : "ok";
        if (source != SliSource.CONVERGENCE && name.equals(flag)) {
            return flag(fields, name) ? Condition.ok() : null;
        }
        boolean measured = (source == SliSource.RUM && VITALS.contains(name))
                || (source == SliSource.SYNTHETIC && name.equals("duration_ms"));
        if (measured) {
            return measurement(fields, name);
        }
        if (source == SliSource.CONVERGENCE && name.equals("verdict")) {
            return verdict(fields);
        }
        fields.error(name, "is no condition of " + source.label() + "; must be " + rule());
        return null;
    }

    private boolean readFallback() {
        Value value = spec.has("fallback") || source == SliSource.JOINT ? spec.get("fallback") : null;
        if (value == null) {
            return true;
        }
        if (source != SliSource.JOINT) {
            value.error("belongs to the source joint only");
            return false;
        }
        Fields fallback = value.fields();
        if (fallback == null) {
            return false;
        }
        boolean read = flag(fallback, "success");
        fallback.end();
        return read;
    }

    /** Whether the flag says what the side says. */
    private boolean flag(Fields fields, String name) {
        Value value = fields.require(name, String.valueOf(!bad));
        Boolean flag = value == null ? null : value.flag();
        if (value == null || flag == null) {
            return false;
        }
        if (flag == bad) {
            value.error("must be " + !bad + " for " + side + " events");
            return false;
        }
        return true;
    }

    private @Nullable Condition measurement(Fields fields, String name) {
        Fields operators = fields.fields(name);
        if (operators == null) {
            return null;
        }
        String operator = operators.names().size() == 1 ? operators.names().get(0) : "";
        Comparison comparison = Comparisons.of(operator);
        if (comparison == null) {
            fields.error(name, "must have exactly one operator of " + Comparisons.LABELS + " with a number");
            return null;
        }
        Value threshold = operators.require(operator, "a number");
        BigDecimal number = threshold == null ? null : threshold.decimal();
        if (threshold == null || number == null) {
            return null;
        }
        if (number.signum() < 0 || number.compareTo(LARGEST) > 0) {
            threshold.error("must be a number from 0 to " + LARGEST.toPlainString());
            return null;
        }
        Comparison good = bad ? Comparisons.complement(comparison) : comparison;
        return Condition.measurement(name, good, number.abs().doubleValue());
    }

    private @Nullable Condition verdict(Fields fields) {
        Fields operators = fields.fields("verdict");
        if (operators == null) {
            return null;
        }
        String operator = verdictOperator();
        Value list = operators.require(operator, "a list of verdicts: " + VERDICTS);
        operators.end();
        List<Value> items = list == null ? null : list.items();
        if (list == null || items == null) {
            return null;
        }
        TreeSet<String> verdicts = new TreeSet<>();
        for (Value item : items) {
            String label = item.word();
            if (label != null
                    && Arrays.stream(Verdict.values()).noneMatch(v -> v.label().equals(label))) {
                item.error(Shown.of(label) + " is no verdict; the verdicts are " + VERDICTS);
            }
            verdicts.add(String.valueOf(label));
        }
        if (items.isEmpty()) {
            list.error("must name at least one of " + VERDICTS);
            return null;
        }
        return Condition.verdictNotIn(List.copyOf(verdicts));
    }

    private String verdictOperator() {
        return bad ? "in" : "notIn";
    }
}
