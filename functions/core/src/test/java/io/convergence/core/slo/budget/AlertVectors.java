package io.convergence.core.slo.budget;

import static io.convergence.core.slo.budget.SloVectors.answers;
import static io.convergence.core.slo.budget.SloVectors.in;
import static io.convergence.core.slo.budget.SloVectors.millis;
import static io.convergence.core.slo.budget.SloVectors.percentPpm;
import static io.convergence.core.slo.budget.SloVectors.ppm;
import static java.util.Objects.requireNonNull;

import io.convergence.core.arithmetic.Fraction;
import java.util.Map;

/** Computations of the vector cases about alerts that fire and clear, and about results that doubles get wrong. */
final class AlertVectors {
    private static final Fraction PAGE = Fraction.parse("14.4");

    private AlertVectors() {}

    static Map<String, SloVectors.Computation> computations() {
        return Map.of(
                "B17", AlertVectors::twoWindows,
                "B21", AlertVectors::absence,
                "C01", AlertVectors::doubleTrap,
                "C02", AlertVectors::integerComparison,
                "D01", AlertVectors::fireAndClear,
                "D02", AlertVectors::outage,
                "G04", AlertVectors::equality,
                "G05", AlertVectors::bothWindows);
    }

    private static Map<String, Object> twoWindows(SloVectors.Case vector) {
        int ppm = percentPpm("35");
        Fraction longBurn = requireNonNull(BurnRate.of(10_000 - 3585, 10_000, ppm));
        Fraction shortBurn = requireNonNull(BurnRate.of(10_000 - 5746, 10_000, ppm));
        boolean shortGoverns = shortBurn.compareTo(longBurn) < 0;
        Fraction governing = shortGoverns ? shortBurn : longBurn;
        String level = governing.compareTo(vector.number("warn")) < 0
                ? "OK"
                : governing.compareTo(vector.number("crit")) < 0 ? "WARN" : "CRIT";
        return answers(
                "long sli 35.85%", longBurn,
                "short sli 57.46%", shortBurn,
                "level", level + " (governing = min = " + (shortGoverns ? "short" : "long") + ")");
    }

    /** Time without any request after which Pyrra alerts: as long as a full outage takes to reach a burn rate of 14. */
    private static Map<String, Object> absence(SloVectors.Case vector) {
        Fraction coarse = absenceSeconds("99");
        Fraction fine = absenceSeconds("99.9");
        long whole = fine.numerator().divide(fine.denominator()).longValueExact();
        Fraction withHold = coarse.plus(Fraction.of(120));
        return answers(
                "99%",
                        "14*" + budget("99") + "*3600+120 = " + withHold + " s -> round(1m)="
                                + withHold.dividedBy(Fraction.of(60)).decimal(0) + "m",
                "99.9%",
                        "14*" + budget("99.9") + "*3600=" + fine.decimal(1) + "->int " + whole + " s +120="
                                + (whole + 120) + " s -> "
                                + Fraction.of(whole + 120, 60).decimal(0) + "m");
    }

    private static Fraction absenceSeconds(String percent) {
        return Fraction.of(14 * 3600).dividedBy(SloVectors.highestBurn(percentPpm(percent)));
    }

    private static String budget(String percent) {
        return ErrorBudget.allowedBad(1, percentPpm(percent))
                .decimal(6)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static Map<String, Object> doubleTrap(SloVectors.Case vector) {
        long total = vector.count("total");
        long bad = vector.count("bad");
        double target = vector.number("target").toDouble();
        double burn = (1 - (double) (total - bad) / total) / (1 - target);
        return answers(
                "exact", BurnRate.of(bad, total, vector.ppm("target")),
                "double (1-good/total)/(1-target)", String.valueOf(burn),
                "double >= 14.4", burn >= PAGE.toDouble());
    }

    private static Map<String, Object> integerComparison(SloVectors.Case vector) {
        return answers(
                "99%: 144000*1e9 vs 14400*10000*1e6",
                        BurnRate.isOver(144_000, 1_000_000, ppm("0.99"), 14_400, 1000, Comparison.GTE),
                "one less bad fires", BurnRate.isOver(143_999, 1_000_000, ppm("0.99"), 14_400, 1000, Comparison.GTE));
    }

    /** 15 % of even traffic fail for ten minutes: which part of each window must fail for it to be over the factor? */
    private static Map<String, Object> fireAndClear(SloVectors.Case vector) {
        Fraction part = PAGE.dividedBy(requireNonNull(BurnRate.of(15, 100, percentPpm("99.9"))));
        Fraction longFires = part.times(Fraction.of(millis("1h")));
        Fraction shortFires = part.times(Fraction.of(millis("5m")));
        return answers(
                "long crosses after min", in("m", longFires),
                "short crosses after s", in("s", shortFires),
                "fires at min", in("m", longFires.compareTo(shortFires) > 0 ? longFires : shortFires),
                "short clears after stop s", in("s", Fraction.of(millis("5m")).minus(shortFires)),
                "long clears after stop min", in("m", Fraction.of(millis("1h")).minus(longFires)));
    }

    private static Map<String, Object> outage(SloVectors.Case vector) {
        Fraction burn = SloVectors.highestBurn(percentPpm("99.9"));
        Fraction fires = Fraction.of(millis("1h")).times(PAGE.dividedBy(burn));
        Fraction budget = Forecast.lasts(Fraction.ONE, millis("30d"), burn);
        return answers(
                "fires after s", in("s", fires),
                "budget consumed", fires.dividedBy(budget),
                "1h outage consumes", Fraction.of(millis("1h")).dividedBy(budget));
    }

    private static Map<String, Object> equality(SloVectors.Case vector) {
        long bad = vector.count("bad");
        long total = vector.count("total");
        int ppm = vector.ppm("target");
        double burn = (1 - (double) (total - bad) / total)
                / (1 - vector.number("target").toDouble());
        return answers(
                "burn", BurnRate.of(bad, total, ppm),
                "op gt fires", BurnRate.isOver(bad, total, ppm, 72, 5, Comparison.GT),
                "op gte fires", BurnRate.isOver(bad, total, ppm, 72, 5, Comparison.GTE),
                "double value", String.valueOf(burn),
                "double > 14.4", burn > PAGE.toDouble(),
                "double >= 14.4", burn >= PAGE.toDouble());
    }

    private static Map<String, Object> bothWindows(SloVectors.Case vector) {
        int ppm = percentPpm("99.9");
        return answers(
                "burn_1h", BurnRate.of(1200, 60_000, ppm),
                "burn_5m", BurnRate.of(0, 5000, ppm),
                "page",
                        BurnRate.isOver(1200, 60_000, ppm, 72, 5, Comparison.GT)
                                && BurnRate.isOver(0, 5000, ppm, 72, 5, Comparison.GT));
    }
}
