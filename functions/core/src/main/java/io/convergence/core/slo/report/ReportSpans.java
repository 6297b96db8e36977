package io.convergence.core.slo.report;

import io.convergence.core.slo.budget.Span;
import io.convergence.core.slo.result.ReportKind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/**
 * Days, weeks, months and quarters of the UTC calendar: weeks start on Monday (ISO 8601), quarters in January, April, July
 * and October.
 */
public final class ReportSpans {
    private ReportSpans() {}

    /**
     * The span of a kind that contains an instant.
     *
     * @param time epoch milliseconds
     * @throws IllegalArgumentException for {@link ReportKind#PERIOD}, whose spans depend on the objective
     */
    public static Span at(ReportKind kind, long time) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
        return switch (kind) {
            case DAY -> span(day, day.plusDays(1));
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield span(monday, monday.plusWeeks(1));
            }
            case MONTH -> {
                LocalDate first = day.withDayOfMonth(1);
                yield span(first, first.plusMonths(1));
            }
            case QUARTER -> {
                LocalDate quarter = day.with(IsoFields.DAY_OF_QUARTER, 1);
                yield span(quarter, quarter.plusMonths(3));
            }
            case PERIOD -> throw new IllegalArgumentException("the span of a period depends on the objective");
        };
    }

    private static Span span(LocalDate start, LocalDate end) {
        return new Span(millis(start), millis(end));
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
