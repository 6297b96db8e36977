package io.convergence.core.slo.budget;

import static io.convergence.core.slo.budget.SloVectors.answers;
import static io.convergence.core.slo.budget.SloVectors.ofRatio;
import static io.convergence.core.slo.budget.SloVectors.percentPpm;
import static java.util.Objects.requireNonNull;

import io.convergence.core.arithmetic.Fraction;
import java.util.Map;

/** Computations of the vector cases about slice-based budgets and coverage. */
final class SliceVectors {
    private static final long WEEK = 10_080;

    private SliceVectors() {}

    static Map<String, SloVectors.Computation> computations() {
        return Map.ofEntries(
                Map.entry("B04", SliceVectors::badSlices),
                Map.entry("B05", SliceVectors::partlyObservedWeek),
                Map.entry("B09", SliceVectors::missingSlices),
                Map.entry("B10", SliceVectors::goodOfSlices),
                Map.entry("B15", SliceVectors::budgetingMethods),
                Map.entry("B16", SliceVectors::corrections),
                Map.entry("F01", SliceVectors::exclusions),
                Map.entry("F06", SliceVectors::composite),
                Map.entry("G07", SliceVectors::coverageFloor),
                Map.entry("H01", SliceVectors::badMinutes));
    }

    private static Map<String, Object> badSlices(SloVectors.Case vector) {
        long total = vector.count("totalSlices");
        long bad = total - vector.count("goodSlices");
        return answers("consumed", ErrorBudget.consumed(bad, total, vector.ppm("target")));
    }

    private static Map<String, Object> partlyObservedWeek(SloVectors.Case vector) {
        long bad = vector.count("observed") - vector.count("good");
        long slices = vector.count("windowSlices");
        int ppm = vector.ppm("target");
        return answers(
                "consumed_exact", ErrorBudget.consumed(bad, slices, ppm),
                "kibana_expected_(off by one slice, 10079)", ErrorBudget.consumed(bad, slices - 1, ppm));
    }

    private static Map<String, Object> missingSlices(SloVectors.Case vector) {
        long observed = vector.count("observed");
        long good = vector.count("good");
        long window = vector.count("window");
        return answers(
                "sli_missing_as_good", ErrorBudget.sli(window - (observed - good), window),
                "sli_measured_only", ErrorBudget.sli(good, observed),
                "coverage", Coverage.of(observed, window));
    }

    /** Answers names such as {@code 80 bad of 10080}. */
    private static Map<String, Object> goodOfSlices(SloVectors.Case vector) {
        return vector.byName(name -> ofRatio(
                name.replace(" bad of ", "/"), (bad, total) -> requireNonNull(ErrorBudget.sli(total - bad, total))));
    }

    private static Map<String, Object> budgetingMethods(SloVectors.Case vector) {
        int ppm = percentPpm("95");
        long events = 24_000 * 14;
        long slices = 2 * WEEK;
        Fraction badSlices = ErrorBudget.allowedBad(slices, ppm);
        long minutes = badSlices.numerator().longValueExact();
        Fraction usual = badParts(99, 100);
        Fraction attack = badParts(1, 100);
        Fraction spare = badSlices.times(Fraction.of(Timeslices.BILLION)).minus(usual.times(Fraction.of(slices)));
        return answers(
                "events", Fraction.of(events),
                "allowed_bad", ErrorBudget.allowedBad(events, ppm),
                "slices", Fraction.of(slices),
                "allowed_bad_slices", badSlices,
                "timeslices_min", minutes + " = " + minutes / 60 + "h" + minutes % 60 + "m",
                "ratio_timeslices_attack_min (99% -> 1%)", spare.dividedBy(attack.minus(usual)));
    }

    /** Bad billionths of a slice. */
    private static Fraction badParts(long good, long total) {
        return Fraction.of(Timeslices.BILLION - Timeslices.billionths(good, total));
    }

    private static Map<String, Object> corrections(SloVectors.Case vector) {
        return vector.byName(name -> ofRatio(
                name.replace("monitor correction ", ""),
                (part, whole) -> requireNonNull(ErrorBudget.sli(part, whole))));
    }

    private static Map<String, Object> exclusions(SloVectors.Case vector) {
        int ppm = percentPpm("99");
        long day = WEEK / 7;
        return answers(
                "total", Fraction.of(WEEK),
                "removed(drop) sli", ErrorBudget.sli(WEEK - day - 60, WEEK - day),
                "removed budget_min", ErrorBudget.allowedBad(WEEK - day, ppm),
                "count_as_good sli", ErrorBudget.sli(WEEK - 60, WEEK),
                "as_good budget_min", ErrorBudget.allowedBad(WEEK, ppm));
    }

    private static Map<String, Object> composite(SloVectors.Case vector) {
        Fraction bad = badParts(95, 100).plus(badParts(95, 100)).dividedBy(Fraction.of(Timeslices.BILLION));
        return answers("composite", Fraction.ONE.minus(bad));
    }

    private static Map<String, Object> coverageFloor(SloVectors.Case vector) {
        return answers(
                "5 of 5", Coverage.of(5, 5) + (Coverage.isEnough(5, 5) ? " -> evaluate" : " -> no_data"),
                "4 of 5 (0.8)", Coverage.isEnough(4, 5) ? "evaluate" : "freeze state, status no_data",
                "30d 38880 of 43200 (0.9)", Coverage.isEnough(38_880, 43_200) ? "evaluate (>= floor)" : "no_data",
                "30d 38879", Coverage.isEnough(38_879, 43_200) ? "evaluate" : "no_data");
    }

    private static Map<String, Object> badMinutes(SloVectors.Case vector) {
        long slices = vector.count("slices");
        long bad = vector.count("bad");
        int ppm = vector.ppm("target");
        return answers(
                "budget_min", ErrorBudget.allowedBad(slices, ppm),
                "status", ErrorBudget.sli(slices - bad, slices),
                "consumed", ErrorBudget.consumed(bad, slices, ppm));
    }
}
