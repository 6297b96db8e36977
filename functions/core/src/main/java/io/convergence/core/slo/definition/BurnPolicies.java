package io.convergence.core.slo.definition;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import java.util.List;

/**
 * Published tables of burn-rate alerts. A row contains the share of the budget that may be spent within its long window;
 * the burn rate of its tier depends on the length of the period: {@code share * period / long}.
 */
public final class BurnPolicies {
    /** https://sre.google/workbook/alerting-on-slos/, "Multiwindow, Multi-Burn-Rate Alerts"; the default. */
    public static final String WORKBOOK = "workbook";

    /** https://github.com/pyrra-dev/pyrra, slo/rules.go, whose factors 14, 7, 2, 1 are for 28 days. */
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

    private static final List<Row> PYRRA_ROWS = List.of(
            new Row("page-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 1, 48, 2 * MINUTE),
            new Row("page-6h", Severity.CRITICAL, 6 * HOUR, 30 * MINUTE, 1, 16, 15 * MINUTE),
            new Row("ticket-1d", Severity.WARNING, DAY, 2 * HOUR, 1, 14, HOUR),
            new Row("ticket-4d", Severity.WARNING, 4 * DAY, 6 * HOUR, 1, 7, 3 * HOUR));

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
        List<Row> rows = switch (name) {
            case WORKBOOK -> WORKBOOK_ROWS;
            case PYRRA -> PYRRA_ROWS;
            case NONE -> List.<Row>of();
            default -> throw new IllegalArgumentException("no burn policy " + name);
        };
        long millis = PeriodCalendar.nominalMillis(period);
        return rows.stream().map(row -> row.tier(millis)).toList();
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
