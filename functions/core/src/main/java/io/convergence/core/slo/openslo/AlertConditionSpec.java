package io.convergence.core.slo.openslo;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.openslo.sli.Comparisons;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Specification of an {@code AlertCondition}.
 *
 * @param condition null when it could not be read
 */
record AlertConditionSpec(@Nullable BurnCondition condition) implements DocumentSpec {
    /** With at most six decimals, a factor of at most a million fits a fraction of two longs. */
    private static final BigDecimal MAX_THRESHOLD = BigDecimal.valueOf(1_000_000);

    private static final int MAX_DECIMALS = 6;
    private static final String SEVERITIES =
            "critical (or page), error (or high), warning (or warn, ticket, medium), info (or low)";

    /**
     * Reads the specification.
     *
     * @param name of the condition; null when it has no valid one
     */
    static AlertConditionSpec read(Fields spec, @Nullable String name) {
        spec.anyText("description");
        Severity severity = severity(spec.require("severity", SEVERITIES));
        Fields condition = spec.requiredFields("condition", "kind, threshold and lookbackWindow");
        spec.reportUnknown();
        if (condition == null) {
            return new AlertConditionSpec(null);
        }
        checkKind(condition);
        Comparison comparison = comparison(condition);
        BigDecimal threshold = threshold(condition);
        Long lookback = DurationShorthand.minutes(
                condition.require("lookbackWindow", "a duration such as 1h"), 1, "1m to 90d in m, h, d or w");
        Long hold = condition.has("alertAfter")
                ? DurationShorthand.minutes(condition.get("alertAfter"), 0, "0m to 90d in m, h, d or w")
                : Long.valueOf(0);
        condition.reportUnknown();
        if (name == null
                || severity == null
                || comparison == null
                || threshold == null
                || lookback == null
                || hold == null) {
            return new AlertConditionSpec(null);
        }
        return new AlertConditionSpec(new BurnCondition(name, severity, comparison, threshold, lookback, hold));
    }

    @Override
    public List<Link> links() {
        return List.of();
    }

    private static void checkKind(Fields condition) {
        Value kind = condition.get("kind");
        String text = kind == null ? null : kind.text();
        if (kind != null && text != null && !text.equalsIgnoreCase("burnrate")) {
            kind.error("must be burnrate, not " + QuotedText.of(text));
        }
    }

    /** The comparison; {@code lt} and {@code lte}, which published OpenSLO files use for alerts, are read as their opposites. */
    private static @Nullable Comparison comparison(Fields condition) {
        Value value = condition.get("op");
        if (value == null) {
            return Comparison.GT;
        }
        String text = value.text();
        Comparison comparison = text == null ? null : Comparisons.of(text);
        if (text == null || comparison == null) {
            if (text != null) {
                value.error("must be gt or gte, not " + QuotedText.of(text));
            }
            return null;
        }
        Comparison upward = switch (comparison) {
            case LT, GT -> Comparison.GT;
            case LTE, GTE -> Comparison.GTE;
        };
        if (upward != comparison) {
            value.warning(comparison.label() + " is read as " + upward.label()
                    + ": an alert is for a burn rate above its threshold");
        }
        return upward;
    }

    private static @Nullable BigDecimal threshold(Fields condition) {
        Value value = condition.require("threshold", "a burn rate above 0");
        BigDecimal threshold = value == null ? null : value.decimal();
        if (value == null || threshold == null) {
            return null;
        }
        boolean isExact = threshold.stripTrailingZeros().scale() <= MAX_DECIMALS;
        if (threshold.signum() <= 0 || threshold.compareTo(MAX_THRESHOLD) > 0 || !isExact) {
            value.error("must be a burn rate above 0 and at most 1000000 with at most 6 decimals, not "
                    + threshold.toPlainString());
            return null;
        }
        return threshold;
    }

    /** The severity; OpenSLO allows any text, so an unknown one is a warning. */
    private static @Nullable Severity severity(@Nullable Value value) {
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "critical", "page" -> Severity.CRITICAL;
            case "error", "high" -> Severity.ERROR;
            case "warning", "warn", "ticket", "medium" -> Severity.WARNING;
            case "info", "low" -> Severity.INFO;
            default -> {
                value.warning("is read as warning: known are " + SEVERITIES + ", not " + QuotedText.of(text));
                yield Severity.WARNING;
            }
        };
    }
}
