package io.convergence.core.slo.openslo;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.openslo.sli.Comparisons;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alert condition.
 *
 * @param condition null when it could not be read
 */
record ConditionBody(@Nullable BurnCondition condition) implements Body {
    /** Six decimals and a million keep every factor within a long. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000);

    private static final int DECIMALS = 6;
    private static final String SEVERITIES =
            "critical (or page), error (or high), warning (or warn, ticket, medium), info (or low)";

    /** Reads the specification of the condition of a name. */
    static ConditionBody read(Fields spec, @Nullable String name) {
        spec.text("description");
        Severity severity = severity(spec.require("severity", SEVERITIES));
        Fields condition = spec.requiredFields("condition", "kind, threshold and lookbackWindow");
        spec.end();
        if (condition == null) {
            return new ConditionBody(null);
        }
        checkKind(condition);
        Comparison comparison = comparison(condition);
        BigDecimal threshold = threshold(condition);
        Long lookback = Shorthand.minutes(
                condition.require("lookbackWindow", "a duration such as 1h"), 1, "1m to 90d in m, h, d or w");
        Long hold = condition.has("alertAfter")
                ? Shorthand.minutes(condition.get("alertAfter"), 0, "0m to 90d in m, h, d or w")
                : Long.valueOf(0);
        condition.end();
        if (name == null
                || severity == null
                || comparison == null
                || threshold == null
                || lookback == null
                || hold == null) {
            return new ConditionBody(null);
        }
        return new ConditionBody(
                new BurnCondition(name, severity, comparison, threshold, lookback, hold, condition.place()));
    }

    @Override
    public List<Link> links() {
        return List.of();
    }

    private static void checkKind(Fields condition) {
        Value kind = condition.require("kind", "burnrate");
        String text = kind == null ? null : kind.word();
        if (kind != null && text != null && !text.equalsIgnoreCase("burnrate")) {
            kind.error("must be burnrate, not " + Shown.of(text));
        }
    }

    private static @Nullable Comparison comparison(Fields condition) {
        Value value = condition.get("op");
        if (value == null) {
            return Comparison.GT;
        }
        String text = value.word();
        Comparison comparison = text == null ? null : Comparisons.of(text);
        if (text != null && comparison == null) {
            value.error("must be gt or gte, not " + Shown.of(text));
        } else if (comparison == Comparison.LT || comparison == Comparison.LTE) {
            value.warning(comparison.label() + " looks for too little burning: no alert can use it, only gt and gte");
        }
        return comparison;
    }

    private static @Nullable BigDecimal threshold(Fields condition) {
        Value value = condition.require("threshold", "a burn rate above 0");
        BigDecimal threshold = value == null ? null : value.decimal();
        if (value == null || threshold == null) {
            return null;
        }
        boolean exact = threshold.stripTrailingZeros().scale() <= DECIMALS;
        if (threshold.signum() <= 0 || threshold.compareTo(LARGEST) > 0 || !exact) {
            value.error("must be a burn rate above 0 and at most 1000000 with at most 6 decimals, not "
                    + threshold.toPlainString());
            return null;
        }
        return threshold;
    }

    private static @Nullable Severity severity(@Nullable Value value) {
        String text = value == null ? null : value.word();
        if (value == null || text == null) {
            return null;
        }
        Severity severity = switch (text.toLowerCase(Locale.ROOT)) {
            case "critical", "page" -> Severity.CRITICAL;
            case "error", "high" -> Severity.ERROR;
            case "warning", "warn", "ticket", "medium" -> Severity.WARNING;
            case "info", "low" -> Severity.INFO;
            default -> null;
        };
        if (severity == null) {
            value.error("must be " + SEVERITIES + ", not " + Shown.of(text));
        }
        return severity;
    }
}
