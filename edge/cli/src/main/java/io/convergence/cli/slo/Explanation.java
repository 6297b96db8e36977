package io.convergence.cli.slo;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import io.convergence.core.slo.definition.AlertBy;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.SloDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Explanation of an objective in words, line by line. */
final class Explanation {
    private static final BigDecimal PPM = BigDecimal.valueOf(1_000_000);
    private static final long MINUTE = 60_000;

    private final SloDefinition definition;
    private final BigDecimal budget;
    private final BigDecimal periodMinutes;
    private final List<String> lines = new ArrayList<>();

    private Explanation(SloDefinition definition) {
        this.definition = definition;
        this.budget = BigDecimal.valueOf(1_000_000L - definition.targetPpm()).divide(PPM);
        this.periodMinutes = BigDecimal.valueOf(PeriodCalendar.nominalMillis(definition.period()) / MINUTE);
    }

    /** The lines that explain a definition. */
    static List<String> of(SloDefinition definition) {
        Explanation explanation = new Explanation(definition);
        explanation.explain();
        return explanation.lines;
    }

    private void explain() {
        lines.add(definition.tenant() + '/' + definition.name() + ": " + definition.displayName() + ", of service "
                + definition.service());
        SliWords sli = new SliWords(definition.sli());
        part("counts", sli.events());
        part("good", sli.good());
        part("budgets", sli.groups());
        part("target", percent(BigDecimal.ONE.subtract(budget)) + " of " + unit() + " over " + period());
        part("budget", budget());
        if (definition.sliceMillis() > 0) {
            part("slices", slices());
        }
        if (definition.tiers().isEmpty()) {
            part("alerts", "none");
        }
        definition.tiers().forEach(this::tier);
        if (!definition.tiers().isEmpty()) {
            if (definition.alertBy() == AlertBy.OBJECTIVE
                    && !definition.sli().groupBy().isEmpty()) {
                part("grouped", "one alert for each tier, which names the groups that burn fastest");
            }
            part("resolves", "at the first minute whose short window holds an event and is not over the rate");
            part(
                    "freezes",
                    "while the short window holds no event"
                            + (definition.sliceMillis() > 0 ? ", and while less than 90 % of the slices have one" : "")
                            + ": the alert is kept as it is");
        }
    }

    private void part(String label, String text) {
        lines.add("  " + label + " ".repeat(Math.max(1, 10 - label.length())) + text);
    }

    private String unit() {
        return definition.method() == BudgetingMethod.OCCURRENCES ? "events" : "time";
    }

    private String period() {
        Period period = definition.period();
        String length = DurationWords.of(period.count(), period.unit());
        return period.rolling()
                ? "the last " + length
                : "each period of " + length + " of the calendar from " + period.anchor() + " in " + period.zone();
    }

    private String budget() {
        String share = "of 1,000 events " + decimal(budget.movePointRight(3)) + " may be bad, of 1,000,000 "
                + decimal(budget.movePointRight(6));
        String minutes = decimal(periodMinutes.multiply(budget)) + " minutes of the period";
        return definition.method() == BudgetingMethod.OCCURRENCES
                ? share + "; with even traffic, " + minutes
                : minutes + " may be bad";
    }

    private String slices() {
        String length = DurationWords.of(definition.sliceMillis() / MINUTE);
        String good = definition.method() == BudgetingMethod.TIMESLICES
                ? "of " + length + ", good when "
                        + percent(
                                BigDecimal.valueOf(definition.sliceTargetPpm()).divide(PPM)) + " of their events are"
                : "of " + length + ", each as good as the share of its events";
        String empty = switch (definition.noData()) {
            case IGNORE -> "; one without an event does not count";
            case GOOD -> "; one without an event is good";
            case BAD -> "; one without an event is bad";
        };
        return good + empty;
    }

    private void tier(BurnTier tier) {
        BigDecimal factor = BigDecimal.valueOf(tier.factorNumerator())
                .divide(BigDecimal.valueOf(tier.factorDenominator()), 12, RoundingMode.HALF_UP);
        BigDecimal share = factor.multiply(BigDecimal.valueOf(tier.longMillis() / MINUTE))
                .divide(periodMinutes, 12, RoundingMode.HALF_UP);
        String reached = tier.comparison() == Comparison.GTE ? "reach" : "exceed";
        String hold = tier.holdMillis() == 0 ? "" : " for " + DurationWords.of(tier.holdMillis() / MINUTE);
        part(
                "alert",
                tier.name() + " (" + tier.severity().label() + ") fires when errors " + reached + ' '
                        + percent(factor.multiply(budget)) + " over " + DurationWords.of(tier.longMillis() / MINUTE)
                        + " and over " + DurationWords.of(tier.shortMillis() / MINUTE) + hold);
        part(
                "",
                "that is a burn rate of " + decimal(factor) + ", which spends " + percent(share)
                        + " of the budget within " + DurationWords.of(tier.longMillis() / MINUTE));
    }

    private static String percent(BigDecimal ratio) {
        return decimal(ratio.movePointRight(2)) + " %";
    }

    /** The number with at most four decimals, without trailing zeros, with separators of thousands. */
    private static String decimal(BigDecimal number) {
        BigDecimal rounded = number.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(rounded.scale(), 0) + "f", rounded);
    }
}
