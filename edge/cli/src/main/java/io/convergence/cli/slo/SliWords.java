package io.convergence.cli.slo;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An indicator in words.
 *
 * @param sli the indicator
 */
record SliWords(Sli sli) {
    private static final int MOST_VALUES = 5;

    /** The events that are counted. */
    String events() {
        String where = sli.where().stream().map(SliWords::selector).collect(Collectors.joining(" and "));
        return source() + carrying() + (where.isEmpty() ? "" : " where " + where);
    }

    /** The condition for a good event. */
    String good() {
        Condition good = sli.good();
        return switch (good.kind()) {
            case OK -> ok();
            case MEASUREMENT ->
                good.measurement() + " is "
                        + (good.comparison() == null ? "" : words(good.comparison())) + ' '
                        + BigDecimal.valueOf(good.threshold())
                                .stripTrailingZeros()
                                .toPlainString();
            case VERDICT -> "the verdict is none of " + String.join(", ", good.verdicts());
        };
    }

    /** The budgets: one, or one for each group. */
    String groups() {
        return sli.groupBy().isEmpty() ? "one" : "one for each " + String.join(" and ", sli.groupBy());
    }

    private String source() {
        return switch (sli.source()) {
            case RUM -> "page views";
            case SYNTHETIC -> "results of synthetic checks";
            case CONVERGENCE -> "minutes of each app and host whose last 15 minutes hold anything";
            case JOINT -> "page views, in minutes with too few of them results of synthetic checks";
        };
    }

    private String carrying() {
        boolean vital = sli.source() == SliSource.RUM && sli.good().kind() == Condition.Kind.MEASUREMENT;
        return vital ? " that carry " + sli.good().measurement() : "";
    }

    private String ok() {
        return switch (sli.source()) {
            case RUM -> "no error and no failed request";
            case SYNTHETIC -> "the check succeeded";
            default -> "a view without error and failed request, a check that succeeded";
        };
    }

    private static String selector(Selector selector) {
        List<String> values = selector.values();
        String shown = values.stream().limit(MOST_VALUES).collect(Collectors.joining(", "));
        if (values.size() > MOST_VALUES) {
            shown += " and " + (values.size() - MOST_VALUES) + " more";
        }
        return selector.key() + (selector.glob() ? " is like " : values.size() == 1 ? " is " : " is one of ") + shown;
    }

    private static String words(Comparison comparison) {
        return switch (comparison) {
            case LT -> "below";
            case LTE -> "at most";
            case GT -> "above";
            case GTE -> "at least";
        };
    }
}
