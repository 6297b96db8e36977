package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of {@code timeWindow}, the period of a budget. */
final class TimeWindowReader {
    private static final String ROLLING_RULE = "must be 1h to 90d in m, h, d or w (m is minutes)";
    private static final String CALENDAR_RULE =
            "must be 1d to 1Y in d, w, M, Q or Y (m is minutes) when isRolling is false";
    private static final String START_RULE = "yyyy-MM-dd HH:mm:00, local to timeZone";
    private static final String ZONE_RULE = "an IANA time zone such as Europe/Berlin or UTC";

    private static final long MIN_MINUTES = 60;
    private static final long MAX_ROLLING_MINUTES = 90 * 1440L;
    private static final long MAX_CALENDAR_MINUTES = 366 * 1440L;

    private static final DateTimeFormatter START_FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private TimeWindowReader() {}

    /** The period in the specification of an SLO; null when it could not be read, which is reported. */
    static @Nullable Period read(Fields spec) {
        Value list = spec.require("timeWindow", "a list of exactly one window with duration and isRolling");
        List<Value> windows = list == null ? null : list.items();
        if (list == null || windows == null) {
            return null;
        }
        if (windows.size() != 1) {
            list.error("must hold exactly one window, not " + windows.size());
            return null;
        }
        Fields window = windows.get(0).fields();
        if (window == null) {
            return null;
        }
        Value duration = window.require("duration", ROLLING_RULE);
        Value rolling = window.get("isRolling");
        Value calendar = window.get("calendar");
        window.reportUnknown();
        String text = duration == null ? null : duration.text();
        if (rolling == null && calendar == null) {
            window.error("isRolling", "is missing: true or false");
            return null;
        }
        // OpenSLO v1: false when it is left out and there is a calendar.
        Boolean isRolling = rolling == null ? Boolean.FALSE : rolling.flag();
        if (isRolling == null) {
            return null;
        }
        return isRolling ? rolling(duration, text, calendar) : calendar(window, duration, text, calendar);
    }

    private static @Nullable Period rolling(@Nullable Value duration, @Nullable String text, @Nullable Value calendar) {
        if (calendar != null) {
            calendar.warning("has no effect when isRolling is true");
        }
        if (duration == null || text == null) {
            return null;
        }
        DurationShorthand length = DurationShorthand.of(text);
        if (length == null || length.isCalendarUnit()) {
            String hint = length == null ? "" : "; M, Q and Y need isRolling: false";
            duration.error(ROLLING_RULE + ", not " + QuotedText.of(text) + hint);
            return null;
        }
        if (length.minutes() < MIN_MINUTES || length.minutes() > MAX_ROLLING_MINUTES) {
            duration.error(ROLLING_RULE + ", not " + QuotedText.of(text));
            return null;
        }
        return new Period(length.count(), String.valueOf(length.unit()), true, null, null);
    }

    private static @Nullable Period calendar(
            Fields window, @Nullable Value duration, @Nullable String text, @Nullable Value calendar) {
        DurationShorthand length = duration == null || text == null ? null : calendarLength(duration, text);
        if (calendar == null) {
            window.error("calendar", "is missing: startTime and timeZone, or isRolling: true");
            return null;
        }
        Fields fields = calendar.fields();
        if (fields == null) {
            return null;
        }
        LocalDateTime start = start(fields.require("startTime", START_RULE));
        String zone = zone(fields.require("timeZone", ZONE_RULE));
        fields.reportUnknown();
        if (length == null || start == null || zone == null) {
            return null;
        }
        String anchor = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(start);
        return new Period(length.count(), String.valueOf(length.unit()), false, anchor, zone);
    }

    private static @Nullable DurationShorthand calendarLength(Value duration, String text) {
        DurationShorthand length = DurationShorthand.of(text);
        boolean hasCalendarUnit = length != null && length.unit() != 'm' && length.unit() != 'h';
        if (length == null || !hasCalendarUnit || length.count() < 1 || length.minutes() > MAX_CALENDAR_MINUTES) {
            duration.error(CALENDAR_RULE + ", not " + QuotedText.of(text));
            return null;
        }
        return length;
    }

    private static @Nullable LocalDateTime start(@Nullable Value value) {
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        try {
            LocalDateTime start = LocalDateTime.parse(text.replaceFirst("T", " "), START_FORMAT);
            if (start.getSecond() == 0 && start.getYear() >= 1970 && start.getYear() <= 2100) {
                return start;
            }
        } catch (DateTimeException e) {
            // The error below reports it.
        }
        value.error("must be " + START_RULE + ", with seconds of 00 and a year from 1970 to 2100, not "
                + QuotedText.of(text));
        return null;
    }

    private static @Nullable String zone(@Nullable Value value) {
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            value.error("must be " + ZONE_RULE + ", not " + QuotedText.of(text));
            return null;
        }
        return text;
    }
}
