package io.convergence.core.slo.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.testing.PropertyTries;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@AddLifecycleHook(PropertyTries.class)
class PeriodCalendarTest {
    private static final LocalDateTime FIRST_ANCHOR = LocalDateTime.parse("2010-01-01T00:00:00");
    private static final int PERIODS_AROUND = 5000;

    @Property(tries = 30)
    void thePeriodOfAnInstantEqualsOneFoundByCountingFromTheAnchor(
            @ForAll("periods") Period period, @ForAll("instants") long instant) {
        assertThat(PeriodCalendar.of(period).at(instant)).isEqualTo(counted(period, instant));
    }

    @Property(tries = 500)
    void consecutivePeriodsHaveNeitherGapsNorOverlaps(
            @ForAll("periods") Period period,
            @ForAll("instants") long instant,
            @ForAll @LongRange(max = 99) long part) {
        PeriodCalendar calendar = PeriodCalendar.of(period);
        Span span = calendar.at(instant);
        assertThat(span.holds(instant)).isTrue();
        assertThat(calendar.at(span.start() + span.millis() * part / 100)).isEqualTo(span);
        assertThat(calendar.at(span.end()).start()).isEqualTo(span.end());
        assertThat(calendar.at(span.start() - 1).end()).isEqualTo(span.start());
    }

    @Test
    void theDayThatApiaSkippedIsNoPeriod() {
        PeriodCalendar days = PeriodCalendar.of(new Period(1, "d", false, "2011-12-01T00:00:00", "Pacific/Apia"));
        Span before = days.at(Instant.parse("2011-12-30T09:59:59Z").toEpochMilli());
        Span after = days.at(Instant.parse("2011-12-30T10:00:00Z").toEpochMilli());
        assertThat(Instant.ofEpochMilli(before.start())).isEqualTo(Instant.parse("2011-12-29T10:00:00Z"));
        assertThat(after.start()).isEqualTo(before.end());
        assertThat(Instant.ofEpochMilli(after.end())).isEqualTo(Instant.parse("2011-12-31T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "90, m, 5400000",
        "1, h, 3600000",
        "30, d, 2592000000",
        "2, w, 1209600000",
        "1, M, 2592000000",
        "1, Q, 7776000000",
        "1, Y, 31536000000"
    })
    void nominalLengthsCountMonthsAsThirtyDays(int count, String unit, long millis) {
        assertThat(PeriodCalendar.nominalMillis(new Period(count, unit, true, null, null)))
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "m", "x"})
    void calendarUnitsShorterThanADayAreRefused(String unit) {
        Period period = new Period(1, unit, false, "2026-01-01T00:00:00", "UTC");
        assertThatThrownBy(() -> PeriodCalendar.of(period)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rollingPeriodsAreRefused() {
        assertThatThrownBy(() -> PeriodCalendar.of(new Period(30, "d", true, null, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Period> periods() {
        Arbitrary<LocalDateTime> anchors =
                Arbitraries.longs().between(0, 20L * 366 * 24 * 60).map(FIRST_ANCHOR::plusMinutes);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of("d", "w", "M", "Q", "Y"),
                        anchors,
                        Arbitraries.of("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia", "UTC"))
                .as((count, unit, anchor, zone) -> new Period(count, unit, false, anchor.toString(), zone));
    }

    @Provide
    Arbitrary<Long> instants() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2008-01-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("2032-01-01T00:00:00Z").toEpochMilli());
    }

    /** The period between the last start at or before the instant and the next start, found by counting. */
    private static Span counted(Period period, long instant) {
        long k = -PERIODS_AROUND * 2;
        while (start(period, k + 1) <= instant) {
            k++;
        }
        return new Span(start(period, k), start(period, k + 1));
    }

    private static long start(Period period, long k) {
        LocalDateTime anchor = LocalDateTime.parse(String.valueOf(period.anchor()));
        long units = k * period.count();
        LocalDateTime local = switch (period.unit()) {
            case "d" -> anchor.plusDays(units);
            case "w" -> anchor.plusWeeks(units);
            case "M" -> anchor.plusMonths(units);
            case "Q" -> anchor.plus(3 * units, ChronoUnit.MONTHS);
            default -> anchor.plusYears(units);
        };
        return local.atZone(ZoneId.of(String.valueOf(period.zone())))
                .toInstant()
                .toEpochMilli();
    }
}
