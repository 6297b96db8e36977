package io.convergence.core.slo.definition;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import java.util.List;

/**
 * The published tables of burn alerts. A row of the workbook gives the share of the budget that may be spent within its
 * long window; its burn rate follows from the length of the period: {@code share * period / long}.
 */
public final class BurnPolicies {
    /** https://sre.google/workbook/alerting-on-slos/, "Multiwindow, Multi-Burn-Rate Alerts"; the default. */
    public static final String WORKBOOK = "workbook";

    /**
     * https://github.com/pyrra-dev/pyrra, slo/rules.go, {@code Windows}: factors of 14, 7, 2 and 1 over windows that
     * are fixed parts of the period, in whole minutes. Tiers are named by their long window for 28 days. Windows that Pyrra
     * rounds to zero, for periods under three days, have one minute.
     */
    public static final String PYRRA = "pyrra";

    /** A table without rows: no alerts. */
    public static final String NONE = "none";

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** Row of a table; its share of the budget is {@code shareNumerator / shareDenominator}. */
    private record Row(
            String name,
            Severity severity,
            long longMillis,
            long shortMillis,
            long shareNumerator,
            long shareDenominator,
            long holdMillis) {

        BurnTier tier(long periodMillis) {
            long numerator = shareNumerator * periodMillis;
            long denominator = shareDenominator * longMillis;
            long divisor = gcd(numerator, denominator);
            return new BurnTier(
                    name,
                    severity,
                    longMillis,
                    shortMillis,
                    numerator / divisor,
                    denominator / divisor,
                    Comparison.GT,
                    holdMillis);
        }
    }

    private static final List<Row> WORKBOOK_ROWS = List.of(
            new Row("page-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 2, 100, 0),
            new Row("page-6h", Severity.CRITICAL, 6 * HOUR, 30 * MINUTE, 5, 100, 0),
            new Row("ticket-1d", Severity.WARNING, DAY, 2 * HOUR, 10, 100, 0),
            new Row("ticket-3d", Severity.WARNING, 3 * DAY, 6 * HOUR, 10, 100, 0));

    /** Pyrra's factors, which are the same for every period, and its windows for 28 days. */
    private static final List<BurnTier> PYRRA_TIERS = List.of(
            pyrra("page-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 14, 2 * MINUTE),
            pyrra("page-6h", Severity.CRITICAL, 6 * HOUR, 30 * MINUTE, 7, 15 * MINUTE),
            pyrra("ticket-1d", Severity.WARNING, DAY, 2 * HOUR, 2, HOUR),
            pyrra("ticket-4d", Severity.WARNING, 4 * DAY, 6 * HOUR, 1, 3 * HOUR));

    private static final long PYRRA_PERIOD_MINUTES = 28 * DAY / MINUTE;

    private BurnPolicies() {}

    /** Names of all tables. */
    public static List<String> names() {
        return List.of(WORKBOOK, PYRRA, NONE);
    }

    /**
     * The tiers of a table for a period, the most urgent first; also tiers whose windows are longer than the period.
     *
     * @param name one of {@link #names}
     */
    public static List<BurnTier> tiers(String name, Period period) {
        long millis = PeriodCalendar.nominalMillis(period);
        return switch (name) {
            case WORKBOOK -> WORKBOOK_ROWS.stream().map(row -> row.tier(millis)).toList();
            case PYRRA -> PYRRA_TIERS.stream().map(tier -> scaled(tier, millis)).toList();
            case NONE -> List.of();
            default -> throw new IllegalArgumentException("no burn policy " + name);
        };
    }

    private static BurnTier pyrra(
            String name, Severity severity, long longMillis, long shortMillis, long factor, long holdMillis) {
        return new BurnTier(name, severity, longMillis, shortMillis, factor, 1, Comparison.GT, holdMillis);
    }

    /** A tier of Pyrra for a period: its windows and its hold grow with the period, its factor does not. */
    private static BurnTier scaled(BurnTier tier, long periodMillis) {
        return new BurnTier(
                tier.name(),
                tier.severity(),
                Math.max(MINUTE, scaled(tier.longMillis(), periodMillis)),
                Math.max(MINUTE, scaled(tier.shortMillis(), periodMillis)),
                tier.factorNumerator(),
                tier.factorDenominator(),
                tier.comparison(),
                scaled(tier.holdMillis(), periodMillis));
    }

    /** The same part of another period, rounded to whole minutes, half up (Go, {@code time.Duration.Round}). */
    private static long scaled(long millis, long periodMillis) {
        long exact = millis / MINUTE * periodMillis / PYRRA_PERIOD_MINUTES;
        return (exact + MINUTE / 2) / MINUTE * MINUTE;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
