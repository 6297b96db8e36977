package io.convergence.core.slo.budget;

import static io.convergence.core.slo.budget.SloVectors.answers;
import static io.convergence.core.slo.budget.SloVectors.in;
import static io.convergence.core.slo.budget.SloVectors.millis;
import static io.convergence.core.slo.budget.SloVectors.percentPpm;
import static java.util.Objects.requireNonNull;

import io.convergence.core.arithmetic.Fraction;
import java.util.Map;

/** Computations of the vector cases about the time until a budget is exhausted. */
final class ForecastVectors {
    private ForecastVectors() {}

    static Map<String, SloVectors.Computation> computations() {
        return Map.of(
                "A01", ForecastVectors::timeToExhaustion,
                "D04", ForecastVectors::exhaustionAlert,
                "G01", ForecastVectors::remainingAware,
                "G02", ForecastVectors::rollOff,
                "G03", ForecastVectors::calendarMonth);
    }

    /** Answers names that are burn rates. */
    private static Map<String, Object> timeToExhaustion(SloVectors.Case vector) {
        return vector.byName(burn -> {
            Fraction lasts = Fraction.of(SloVectors.lastsMillis(vector.millis("period"), Fraction.parse(burn)));
            return new SloVectors.Lasting(in("d", lasts), in("s", lasts));
        });
    }

    private static Map<String, Object> exhaustionAlert(SloVectors.Case vector) {
        long period = millis("30d");
        Fraction burn = requireNonNull(BurnRate.of(1, 100, percentPpm("99.9")));
        Fraction full = Fraction.of(SloVectors.lastsMillis(period, burn));
        Fraction share = Fraction.of(millis("24h")).dividedBy(full);
        Fraction left = Fraction.of(requireNonNull(Forecast.exhaustionMillis(share, period, period, burn)));
        return answers(
                "projected exhaustion from full h", in("h", full),
                "fires when remaining budget/rate <= 24h, i.e. remaining share", share,
                "time until fire (steady state) h", in("h", full.minus(left)));
    }

    private static Map<String, Object> remainingAware(SloVectors.Case vector) {
        long period = vector.millis("period");
        Long exhausted = Forecast.exhaustionMillis(Fraction.of(-1, 10), period, period, Fraction.of(10));
        Long never = Forecast.exhaustionMillis(Fraction.of(1, 2), period, period, Fraction.ZERO);
        Fraction two = Fraction.of(2);
        return answers(
                "remaining 1/3, burn 10 (h)", in("h", lasts(Fraction.of(1, 3), period, Fraction.of(10))),
                "remaining 1/2, burn 2 (d)", in("d", lasts(Fraction.of(1, 2), period, two)),
                "naive period/burn, burn 2 (d)", in("d", Fraction.of(SloVectors.lastsMillis(period, two))),
                "remaining <= 0", exhausted + " (exhausted now)",
                "burn 0", never + " (never)");
    }

    private static Map<String, Object> rollOff(SloVectors.Case vector) {
        long day = millis("1d");
        long period = millis("30d");
        long total = 30 * 100_000;
        int ppm = percentPpm("99.9");
        long[] bad = new long[30];
        bad[0] = ErrorBudget.allowedBad(total, ppm).numerator().longValueExact() / 2;
        Fraction burn = Fraction.of(2);
        Fraction consumed = requireNonNull(ErrorBudget.consumed(bad[0], total, ppm));
        Long rollOff = Forecast.rollOffAwareMillis(period, period, day, day, bad, total, ppm, burn);
        return answers(
                "naive remaining-aware (d)", in("d", lasts(Fraction.ONE.minus(consumed), period, burn)),
                "roll-off aware (d)", in("d", Fraction.of(requireNonNull(rollOff))),
                "consumed just before the oldest day leaves",
                        consumed.plus(burn.dividedBy(BurnRate.factor(Fraction.ONE, period, day))));
    }

    private static Map<String, Object> calendarMonth(SloVectors.Case vector) {
        long period = millis("30d");
        long left = millis("10d");
        Fraction burn = Fraction.parse("0.5");
        Fraction remaining = Fraction.parse("0.2");
        Fraction days = in("d", lasts(remaining, period, burn));
        boolean within = days.compareTo(in("d", Fraction.of(left))) <= 0;
        return answers(
                "days to exhaustion",
                days,
                "verdict",
                days + " d > " + in("d", Fraction.of(left)) + " d left -> " + (within ? "exhausted" : "not exhausted")
                        + " in this window",
                "remaining at end",
                remaining.minus(burn.dividedBy(BurnRate.factor(Fraction.ONE, period, left))));
    }

    private static Fraction lasts(Fraction remaining, long period, Fraction burn) {
        return Fraction.of(requireNonNull(Forecast.exhaustionMillis(remaining, period, period, burn)));
    }
}
