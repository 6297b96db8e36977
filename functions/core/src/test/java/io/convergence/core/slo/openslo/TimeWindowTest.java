package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.budget.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {
    private static final String WINDOW = "{duration: 30d, isRolling: true}";

    @ParameterizedTest
    @CsvSource({"60m, 60, m", "1h, 1, h", "30d, 30, d", "4w, 4, w", "90d, 90, d", "129600m, 129600, m"})
    void aRollingPeriodIsFromAnHourToNinetyDays(String duration, int count, String unit) {
        assertThat(rolling(duration)).isEqualTo(new Period(count, unit, true, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"59m", "0h", "91d", "13w", "-1h", "1.5h", "30", "Week", "1s", "1D", "99999999m"})
    void anyOtherRollingPeriodIsRefused(String duration) {
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("duration: 30d", "duration: \"" + duration + '"')))
                .containsExactly(
                        "15 spec.timeWindow[0].duration: must be 1h to 90d in m, h, d or w (m is minutes), not '"
                                + duration + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1M", "1Q", "1Y"})
    void unitsOfTheCalendarNeedACalendar(String duration) {
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("duration: 30d", "duration: " + duration)))
                .containsExactly(
                        "15 spec.timeWindow[0].duration: must be 1h to 90d in m, h, d or w (m is minutes), not '"
                                + duration + "'; M, Q and Y need isRolling: false");
    }

    @ParameterizedTest
    @CsvSource({"1d, 1, d", "2w, 2, w", "1M, 1, M", "12M, 12, M", "1Q, 1, Q", "1Y, 1, Y", "366d, 366, d"})
    void aCalendarHasPeriodsFromADayToAYear(String duration, int count, String unit) {
        assertThat(calendar(duration, "2026-01-31 09:30:00", "America/New_York"))
                .isEqualTo(new Period(count, unit, false, "2026-01-31T09:30:00", "America/New_York"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m", "24h", "0d", "2Y", "367d", "53w", "Week"})
    void anyOtherPeriodOfACalendarIsRefused(String duration) {
        assertThat(OpenSloTexts.errors(calendarText(duration, "2026-01-01 00:00:00", "UTC")))
                .containsExactly("15 spec.timeWindow[0].duration: must be 1d to 1Y in d, w, M, Q or Y (m is minutes)"
                        + " when isRolling is false, not '" + duration + "'");
    }

    @Test
    void aCalendarStartsAtAFullMinuteInATimeZone() {
        assertThat(calendar("1M", "2026-01-01T00:00:00", "UTC").anchor()).isEqualTo("2026-01-01T00:00:00");
        for (String start : new String[] {"Monday", "2026-01-01", "2026-01-01 00:00:30", "2026-02-30 00:00:00", "9"}) {
            assertThat(OpenSloTexts.errors(calendarText("1M", start, "UTC")))
                    .singleElement()
                    .asString()
                    .startsWith("15 spec.timeWindow[0].calendar.startTime: must be yyyy-MM-dd HH:mm:00");
        }
        for (String zone : new String[] {"Mars/Olympus", "+02:00", "CET+1", "utc"}) {
            assertThat(OpenSloTexts.errors(calendarText("1M", "2026-01-01 00:00:00", zone)))
                    .containsExactly("15 spec.timeWindow[0].calendar.timeZone: must be an IANA time zone such as"
                            + " Europe/Berlin or UTC, not '" + zone + "'");
        }
    }

    @Test
    void aCalendarMustBeCompleteAndIsIgnoredInARollingWindow() {
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(WINDOW, "{duration: 1M, isRolling: false}")))
                .containsExactly(
                        "15 spec.timeWindow[0].calendar: is missing: startTime and timeZone, or isRolling: true");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(WINDOW, "{duration: 1M, isRolling: false, calendar: {}}")))
                .hasSize(2);
        assertThat(OpenSloTexts.warnings(
                        OpenSloTexts.with("isRolling: true", "isRolling: true, calendar: {timeZone: UTC}")))
                .containsExactly("15 spec.timeWindow[0].calendar: has no effect when isRolling is true");
    }

    @Test
    void clocksMustNotChangeByLessThanASlice() {
        assertThat(OpenSloTexts.errors(sliced("America/New_York", "2h")))
                .containsExactly(
                        "15 spec.timeWindow: must consist of whole slices: the clocks of America/New_York change by"
                                + " less than a slice of 2h; take shorter slices, or a zone without daylight saving");
        assertThat(OpenSloTexts.errors(sliced("Australia/Lord_Howe", "1h"))).hasSize(1);
        assertThat(OpenSloTexts.errors(sliced("America/New_York", "1h"))).isEmpty();
        assertThat(OpenSloTexts.errors(sliced("Australia/Lord_Howe", "30m"))).isEmpty();
        assertThat(OpenSloTexts.errors(sliced("Asia/Kolkata", "1d"))).isEmpty();
    }

    private static String sliced(String zone, String slice) {
        return calendarText("1M", "2026-01-01 00:00:00", zone)
                .replace("budgetingMethod: Occurrences", "budgetingMethod: RatioTimeslices")
                .replace("target: 0.99", "target: 0.99, timeSliceWindow: " + slice);
    }

    @Test
    void thereIsExactlyOneWindow() {
        assertThat(OpenSloTexts.errors(OpenSloTexts.with('[' + WINDOW + ']', "[" + WINDOW + ", " + WINDOW + "]")))
                .containsExactly("15 spec.timeWindow: must hold exactly one window, not 2");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with('[' + WINDOW + ']', "[]")))
                .containsExactly("15 spec.timeWindow: must hold exactly one window, not 0");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("  timeWindow: [" + WINDOW + "]\n", "")))
                .containsExactly(
                        "7 spec.timeWindow: is missing: a list of exactly one window with duration and" + " isRolling");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(WINDOW, "{duration: 30d}")))
                .containsExactly("15 spec.timeWindow[0].isRolling: is missing: true or false");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("isRolling: true", "isRolling: \"yes\"")))
                .containsExactly("15 spec.timeWindow[0].isRolling: must be true or false, not text");
    }

    private static Period rolling(String duration) {
        return only(OpenSloTexts.with("duration: 30d", "duration: " + duration));
    }

    private static Period calendar(String duration, String start, String zone) {
        return only(calendarText(duration, start, zone));
    }

    /** The period of a text without errors. Warnings about tiers that do not fit a short period are ignored. */
    private static Period only(String text) {
        OpenSlo read = OpenSloTexts.read(text);
        assertThat(OpenSloTexts.lines(read, true)).isEmpty();
        return read.definitions().get(0).period();
    }

    private static String calendarText(String duration, String start, String zone) {
        return OpenSloTexts.with(
                WINDOW,
                "{duration: " + duration + ", isRolling: false, calendar: {startTime: \"" + start + "\", timeZone: \""
                        + zone + "\"}}");
    }
}
