package io.convergence.core.slo.budget;

import static io.convergence.core.slo.budget.SloVectors.answers;
import static io.convergence.core.slo.budget.SloVectors.ofRatio;
import static io.convergence.core.slo.budget.SloVectors.percentPpm;
import static io.convergence.core.slo.budget.SloVectors.ppm;
import static java.util.Objects.requireNonNull;

import io.convergence.core.arithmetic.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Computations of the vector cases about event-based SLIs and error budgets. */
final class BudgetVectors {
    private BudgetVectors() {}

    static Map<String, SloVectors.Computation> computations() {
        return Map.ofEntries(
                Map.entry("B01", BudgetVectors::workbookTable),
                Map.entry("B02", BudgetVectors::threeMillionRequests),
                Map.entry("B03", BudgetVectors::initialAndConsumed),
                Map.entry("B06", BudgetVectors::extrapolated),
                Map.entry("B07", vector -> consumedOrRemaining(vector, vector.ppm("target"))),
                Map.entry("B12", vector -> consumedOrRemaining(vector, ppm("0.99"))),
                Map.entry("B13", BudgetVectors::reportOfMinutes),
                Map.entry("B14", BudgetVectors::readme),
                Map.entry("B19", BudgetVectors::signed),
                Map.entry("F02", BudgetVectors::restatement),
                Map.entry("F03", BudgetVectors::changedObjective),
                Map.entry("F04", BudgetVectors::attribution),
                Map.entry("F05", BudgetVectors::weighted),
                Map.entry("H02", BudgetVectors::website));
    }

    private static Map<String, Object> workbookTable(SloVectors.Case vector) {
        long good = vector.count("good");
        long total = vector.count("total");
        return answers(
                "sli", ErrorBudget.sli(good, total),
                "allowed_bad_97%", ErrorBudget.allowedBad(total, percentPpm("97")),
                "allowed_slow_90%", ErrorBudget.allowedBad(total, percentPpm("90")),
                "allowed_slow_99%", ErrorBudget.allowedBad(total, percentPpm("99")),
                "bad", Fraction.of(total - good),
                "budget_remaining_97", ErrorBudget.remaining(total - good, total, percentPpm("97")));
    }

    private static Map<String, Object> threeMillionRequests(SloVectors.Case vector) {
        long bad = vector.count("bad");
        long total = vector.count("total");
        int ppm = vector.ppm("target");
        return answers(
                "allowed", ErrorBudget.allowedBad(total, ppm),
                "consumed", ErrorBudget.consumed(bad, total, ppm),
                "remaining", ErrorBudget.remaining(bad, total, ppm));
    }

    private static Map<String, Object> initialAndConsumed(SloVectors.Case vector) {
        long total = vector.count("total");
        long bad = total - vector.count("good");
        int ppm = vector.ppm("target");
        return answers(
                "initial", ErrorBudget.allowedBad(1, ppm),
                "consumed", ErrorBudget.consumed(bad, total, ppm),
                "remaining", ErrorBudget.remaining(bad, total, ppm));
    }

    private static Map<String, Object> extrapolated(SloVectors.Case vector) {
        Fraction total = vector.number("total").times(Fraction.of(vector.millis("window"), vector.millis("elapsed")));
        long bad = vector.count("total") - vector.count("good");
        return answers(
                "estimated_total",
                total,
                "consumed",
                ErrorBudget.consumed(bad, total.numerator().longValueExact(), ppm("0.95")));
    }

    /** Answers names such as {@code 770/777 consumed} and {@code 770/777 remaining}. */
    private static Map<String, Object> consumedOrRemaining(SloVectors.Case vector, int ppm) {
        return vector.byName(name -> {
            String[] parts = name.split(" ");
            return ofRatio(
                    parts[0],
                    (good, total) -> requireNonNull(
                            "consumed".equals(parts[1])
                                    ? ErrorBudget.consumed(total - good, total, ppm)
                                    : ErrorBudget.remaining(total - good, total, ppm)));
        });
    }

    private static Map<String, Object> reportOfMinutes(SloVectors.Case vector) {
        int ppm = vector.ppm("goal");
        long bad = vector.count("bad");
        long total = vector.count("good") + bad;
        Fraction minutes = vector.number("window_s").dividedBy(Fraction.of(60));
        Fraction sli = requireNonNull(ErrorBudget.sli(vector.count("good"), total));
        Fraction allowed = ErrorBudget.allowedBad(minutes.numerator().longValueExact(), ppm);
        Fraction spent = Fraction.ONE.minus(sli).times(minutes);
        return answers(
                "sli",
                sli,
                "burn",
                BurnRate.of(bad, total, ppm),
                "gap",
                sli.minus(vector.number("goal")),
                "error_budget_minutes",
                allowed,
                "error_minutes",
                spent,
                "remaining_minutes",
                allowed.minus(spent));
    }

    private static Map<String, Object> readme(SloVectors.Case vector) {
        return answers(
                "99/100", ErrorBudget.sli(99, 100),
                "(100-1)/100", ErrorBudget.sli(100 - 1, 100),
                "99.95% of 10080 min budget s", ErrorBudget.allowedBad(10_080 * 60, percentPpm("99.95")));
    }

    private static Map<String, Object> signed(SloVectors.Case vector) {
        long total = vector.count("total");
        long bad = total - vector.count("good");
        int ppm = vector.ppm("target");
        Fraction remaining = requireNonNull(ErrorBudget.remaining(bad, total, ppm));
        return answers(
                "attainment",
                ErrorBudget.sli(vector.count("good"), total),
                "burn",
                BurnRate.of(bad, total, ppm),
                "budget_remaining_signed",
                remaining,
                "probectl_clamped",
                remaining.signum() < 0 ? Fraction.ZERO : remaining);
    }

    private static Map<String, Object> restatement(SloVectors.Case vector) {
        int ppm = percentPpm("99.9");
        Fraction before = requireNonNull(ErrorBudget.remaining(1000, 2_000_000, ppm));
        Fraction after = requireNonNull(ErrorBudget.remaining(1000 + 200, 2_000_000 + 500, ppm));
        return answers("before remaining", before, "after remaining", after, "delta", after.minus(before));
    }

    /** Answers names such as {@code 99.95% remaining}. */
    private static Map<String, Object> changedObjective(SloVectors.Case vector) {
        return vector.byName(name -> requireNonNull(ErrorBudget.remaining(
                vector.count("bad"), vector.count("total"), percentPpm(name.substring(0, name.indexOf('%'))))));
    }

    private static Map<String, Object> attribution(SloVectors.Case vector) {
        List<Object> shares = new ArrayList<>();
        Fraction sum = Fraction.ZERO;
        for (Object bad : SloVectors.map(vector.input().get("bad_by_page")).values()) {
            Fraction share = requireNonNull(ErrorBudget.consumed(
                    Long.parseLong(String.valueOf(bad)), vector.count("total"), vector.ppm("target")));
            shares.add(share);
            sum = sum.plus(share);
        }
        return answers("share_of_budget", shares, "sum", sum);
    }

    private static Map<String, Object> weighted(SloVectors.Case vector) {
        List<Fraction> slis = List.of(Fraction.parse(".99"), Fraction.parse(".999"), Fraction.parse(".995"));
        List<Integer> weights = List.of(1, 4, 3);
        Fraction sum = Fraction.ZERO;
        Fraction all = Fraction.ZERO;
        for (int i = 0; i < slis.size(); i++) {
            Fraction weight = Fraction.of(weights.get(i));
            sum = sum.plus(slis.get(i).times(weight));
            all = all.plus(weight);
        }
        return answers("weighted", sum.dividedBy(all));
    }

    private static Map<String, Object> website(SloVectors.Case vector) {
        long bad = vector.count("bad");
        long total = vector.count("good") + bad;
        int ppm = vector.ppm("target");
        return answers(
                "total", Fraction.of(total),
                "allowed_bad", ErrorBudget.allowedBad(total, ppm),
                "sli", ErrorBudget.sli(vector.count("good"), total),
                "consumed", ErrorBudget.consumed(bad, total, ppm),
                "remaining", ErrorBudget.remaining(bad, total, ppm));
    }
}
