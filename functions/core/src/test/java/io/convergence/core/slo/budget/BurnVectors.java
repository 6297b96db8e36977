package io.convergence.core.slo.budget;

import static io.convergence.core.slo.budget.SloVectors.answers;
import static io.convergence.core.slo.budget.SloVectors.in;
import static io.convergence.core.slo.budget.SloVectors.millis;
import static io.convergence.core.slo.budget.SloVectors.ofRatio;
import static io.convergence.core.slo.budget.SloVectors.percentPpm;
import static io.convergence.core.slo.budget.SloVectors.ppm;
import static java.util.Objects.requireNonNull;

import io.convergence.core.arithmetic.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Computations of the vector cases about burn rates, their factors, maxima and shares of the budget. */
final class BurnVectors {
    private static final Fraction SECOND = Fraction.of(1000);
    private static final int DIGITS = 7;

    private BurnVectors() {}

    static Map<String, SloVectors.Computation> computations() {
        return Map.ofEntries(
                Map.entry("A02", BurnVectors::factors),
                Map.entry("A03", BurnVectors::factors),
                Map.entry("A04", BurnVectors::factors),
                Map.entry("A05", BurnVectors::sharesOfBurns),
                Map.entry("A06", BurnVectors::fivePercentInAnHour),
                Map.entry("A07", BurnVectors::detectionTimes),
                Map.entry("A08", BurnVectors::lowTraffic),
                Map.entry("A09", BurnVectors::extremes),
                Map.entry("B08", BurnVectors::burns),
                Map.entry("B11", BurnVectors::oneBadSlice),
                Map.entry("B18", BurnVectors::volumeCorrection),
                Map.entry("B20", BurnVectors::pyrra),
                Map.entry("D03", vector -> answers("burn", BurnRate.of(1, 1, vector.ppm("target")))),
                Map.entry("F07", BurnVectors::trueShare),
                Map.entry("G06", BurnVectors::unreachable));
    }

    /** Answers names such as {@code 2%@1h}: the factor that spends 2 % of the budget in an hour. */
    private static Map<String, Object> factors(SloVectors.Case vector) {
        return vector.byName(name -> {
            String[] parts = name.split("%@");
            Fraction share = Fraction.parse(parts[0]).dividedBy(Fraction.of(100));
            return BurnRate.factor(share, vector.millis("period"), millis(parts[1]));
        });
    }

    /** Answers names such as {@code 7d 16.8@1h}: the share of a 7-day budget that a burn rate of 16.8 spends in an hour. */
    private static Map<String, Object> sharesOfBurns(SloVectors.Case vector) {
        return vector.byName(name -> {
            String[] parts = name.split("[ @]");
            return share(Fraction.parse(parts[1]), millis(parts[0]), millis(parts[2]));
        });
    }

    private static Map<String, Object> fivePercentInAnHour(SloVectors.Case vector) {
        return answers(
                "burn_for_5pct_1h", BurnRate.factor(Fraction.of(5, 100), millis("30d"), millis("1h")),
                "exhaust_35x_hours", in("h", Forecast.lasts(Fraction.ONE, millis("30d"), Fraction.of(35))));
    }

    /** Answers names such as {@code 1h,burn36}: seconds of the given error ratio until the window's burn rate is 36. */
    private static Map<String, Object> detectionTimes(SloVectors.Case vector) {
        return vector.byName(name -> {
            String[] parts = name.split(",burn");
            Fraction share = Fraction.parse(parts[1]).dividedBy(SloVectors.highestBurn(vector.ppm("target")));
            return Fraction.of(millis(parts[0]))
                    .times(share)
                    .dividedBy(vector.number("errorRatio"))
                    .dividedBy(SECOND);
        });
    }

    private static Map<String, Object> lowTraffic(SloVectors.Case vector) {
        int ppm = vector.ppm("target");
        long hourly = vector.count("req_per_hour");
        long total = hourly * vector.millis("window") / millis("1h");
        return answers(
                "hour_error_rate", Fraction.ONE.minus(requireNonNull(ErrorBudget.sli(hourly - 1, hourly))),
                "burn_1h_if_1_of_10", BurnRate.of(1, hourly, ppm),
                "allowed_bad_30d", ErrorBudget.allowedBad(total, ppm),
                "consumed", ErrorBudget.consumed(1, total, ppm));
    }

    private static Map<String, Object> extremes(SloVectors.Case vector) {
        long period = millis("30d");
        Fraction all = SloVectors.highestBurn(999_990);
        Fraction hundredth = requireNonNull(BurnRate.of(1, 100, 999_990));
        return answers(
                "90%: 100% outage 1h of 30d consumes", share(SloVectors.highestBurn(900_000), period, millis("1h")),
                "99.999%: full outage exhausts in s", in("s", Forecast.lasts(Fraction.ONE, period, all)),
                "99.999% at 1% error exhausts in s", in("s", Forecast.lasts(Fraction.ONE, period, hundredth)),
                "max burn 99.9", SloVectors.highestBurn(percentPpm("99.9")),
                "max burn 96", SloVectors.highestBurn(percentPpm("96")),
                "max burn 94", SloVectors.highestBurn(percentPpm("94")));
    }

    /** Answers names such as {@code t=.9 90/100}: the burn rate for a target and a ratio of good events. */
    private static Map<String, Object> burns(SloVectors.Case vector) {
        return vector.byName(name -> {
            String[] parts = name.substring("t=".length()).split(" ");
            return ofRatio(
                    parts[1], (good, total) -> requireNonNull(BurnRate.of(total - good, total, ppm("0" + parts[0]))));
        });
    }

    private static Map<String, Object> oneBadSlice(SloVectors.Case vector) {
        int ppm = vector.ppm("target");
        return answers("burn", BurnRate.of(1, 60, ppm), "burn_if_observed_only", BurnRate.of(1, 1, ppm));
    }

    private static Map<String, Object> volumeCorrection(SloVectors.Case vector) {
        int ppm = ppm("0.95");
        long total = 90_000;
        Fraction uncorrected = share(requireNonNull(BurnRate.of(100, 120, ppm)), millis("30d"), millis("1h"));
        Fraction usualHour = BurnRate.factor(Fraction.of(1, total), millis("30d"), millis("1h"));
        return answers(
                "uncorrected_hour_burn_of_budget", uncorrected,
                "corrected", uncorrected.times(Fraction.of(120)).times(usualHour),
                "exact_event_budget_share", ErrorBudget.consumed(100, total, ppm));
    }

    private static Map<String, Object> pyrra(SloVectors.Case vector) {
        long period = millis("28d");
        List<Object> factors = SloVectors.list(vector.input().get("factor"));
        List<Object> windows = SloVectors.list(vector.input().get("long"));
        List<Object> shares = new ArrayList<>();
        List<Object> exhausts = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            Fraction factor = Fraction.parse(String.valueOf(factors.get(i)));
            Fraction days = in("d", Forecast.lasts(Fraction.ONE, period, factor));
            shares.add(share(factor, period, millis(String.valueOf(windows.get(i)))));
            exhausts.add(new SloVectors.Lasting(days, days));
        }
        return answers("budget share", shares, "exhausts", exhausts);
    }

    private static Map<String, Object> trueShare(SloVectors.Case vector) {
        int ppm = vector.ppm("target");
        Fraction burn = requireNonNull(BurnRate.of(vector.count("bad_1h"), vector.count("total_1h"), ppm));
        return answers(
                "classic burn", burn,
                "classic implied 1h share", share(burn, millis("30d"), millis("1h")),
                "actual share", ErrorBudget.consumed(vector.count("bad_1h"), vector.count("total_30d"), ppm));
    }

    private static Map<String, Object> unreachable(SloVectors.Case vector) {
        Fraction factor = vector.number("factor");
        int lowest = 0;
        while (SloVectors.highestBurn(lowest).compareTo(factor) < 0) {
            lowest++;
        }
        Fraction bound = Fraction.ONE.minus(Fraction.ONE.dividedBy(factor));
        String digits = bound.decimal(DIGITS + 2).toPlainString().substring(0, "0.".length() + DIGITS);
        return answers(
                "90% max", SloVectors.highestBurn(percentPpm("90")),
                "85% max (Mux F1)", SloVectors.highestBurn(percentPpm("85")),
                "93% max", SloVectors.highestBurn(percentPpm("93")),
                "lowest ppm target at which 14.4x is reachable with op gte",
                        Fraction.of(lowest, ErrorBudget.MILLION).decimal(6) + " (1-1/"
                                + vector.input().get("factor") + "=" + digits + "...)");
    }

    /** The share of a period's budget that a burn rate spends in a window. */
    private static Fraction share(Fraction burn, long periodMillis, long windowMillis) {
        return burn.dividedBy(BurnRate.factor(Fraction.ONE, periodMillis, windowMillis));
    }
}
