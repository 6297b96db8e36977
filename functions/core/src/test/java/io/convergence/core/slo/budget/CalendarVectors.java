package io.convergence.core.slo.budget;

import static io.convergence.core.slo.budget.SloVectors.answers;

import io.convergence.core.arithmetic.Fraction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Computations of the vector cases about calendar periods across changes of daylight saving time. */
final class CalendarVectors {
    private static final String NEW_YORK = "America/New_York";
    private static final String WEEKLY_NOON = "2022-01-01T12:00:00";
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private CalendarVectors() {}

    static Map<String, SloVectors.Computation> computations() {
        return Map.of(
                "E01", vector -> span(at("1M", "2026-03-01T00:00:00", NEW_YORK, "2026-03-15T00:00:00Z")),
                "E02", vector -> span(at("1M", "2026-03-01T00:00:00", NEW_YORK, "2026-11-15T00:00:00Z")),
                "E03", vector -> span(at("1M", "2026-03-01T00:00:00", "UTC", "2026-11-15T00:00:00Z")),
                "E04", vector -> span(at("1w", WEEKLY_NOON, NEW_YORK, "2026-11-05T00:00:00Z")),
                "E05", vector -> span(at("1w", WEEKLY_NOON, NEW_YORK, "2026-11-20T15:00:00Z")),
                "E06", vector -> monthly(),
                "E07", vector -> span(at("1Q", "2026-01-01T00:00:00", "Europe/Berlin", "2026-11-20T00:00:00Z")),
                "E08", vector -> monthsFromThe31st());
    }

    private static Map<String, Object> span(Span span) {
        long minutes = span.millis() / SloVectors.millis("1m");
        return answers(
                "start", withOffset(span.start()),
                "end", withOffset(span.end()),
                "minutes", Fraction.of(minutes),
                "budget_min_99_9", ErrorBudget.allowedBad(minutes, SloVectors.percentPpm("99.9")));
    }

    private static Map<String, Object> monthly() {
        String anchor = "2022-09-01T08:00:00";
        String now = "2022-10-12T00:00:00Z";
        Span fixed = at("1M", anchor, "-05:00", now);
        return answers(
                "fixed -05:00 (PR text)",
                        List.of(
                                Instant.ofEpochMilli(fixed.start()).toString(),
                                Instant.ofEpochMilli(fixed.end()).toString()),
                "IANA America/New_York (OpenSLO semantics)", span(at("1M", anchor, NEW_YORK, now)));
    }

    private static Map<String, Object> monthsFromThe31st() {
        PeriodCalendar calendar = PeriodCalendar.of(new Period(1, "M", false, "2026-01-31T00:00:00", "UTC"));
        List<Object> starts = new ArrayList<>();
        List<LocalDate> chained = new ArrayList<>(List.of(LocalDate.parse("2026-01-31")));
        long instant = Instant.parse("2026-01-31T00:00:00Z").toEpochMilli();
        while (starts.size() < 4) {
            Span span = calendar.at(instant);
            starts.add(LocalDate.ofInstant(Instant.ofEpochMilli(span.start()), ZoneOffset.UTC)
                    .toString());
            chained.add(chained.get(chained.size() - 1).plusMonths(1));
            instant = span.end();
        }
        boolean isChained = starts.get(2).equals(chained.get(2).toString());
        return answers(
                "starts",
                starts,
                "rule",
                "start_k = anchor.plusMonths(k) (" + (isChained ? "chained" : "not chained") + ")");
    }

    private static Span at(String duration, String anchor, String zone, String instant) {
        int unit = duration.length() - 1;
        Period period = new Period(
                Integer.parseInt(duration.substring(0, unit)), duration.substring(unit), false, anchor, zone);
        return PeriodCalendar.of(period).at(Instant.parse(instant).toEpochMilli());
    }

    private static String withOffset(long epochMillis) {
        return WITH_OFFSET.format(Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC));
    }
}
