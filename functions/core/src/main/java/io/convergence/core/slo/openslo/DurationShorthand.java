package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A duration in OpenSLO's notation (https://github.com/OpenSLO/OpenSLO, "Duration shorthand"), such as {@code 30d}.
 *
 * @param count 0 or more
 * @param unit {@code m} (minutes), {@code h}, {@code d}, {@code w}, {@code M} (months), {@code Q} or {@code Y}
 */
record DurationShorthand(int count, char unit) {
    private static final Pattern NOTATION = Pattern.compile("([0-9]{1,7})([mhdwMQY])");

    /** The duration that a text denotes, or null when it is not a duration. */
    static @Nullable DurationShorthand of(String text) {
        Matcher matcher = NOTATION.matcher(text);
        return matcher.matches()
                ? new DurationShorthand(
                        Integer.parseInt(matcher.group(1)), matcher.group(2).charAt(0))
                : null;
    }

    /** Whether its length depends on the calendar. */
    boolean isCalendarUnit() {
        return unit == 'M' || unit == 'Q' || unit == 'Y';
    }

    /** Length in minutes. A day has 24 hours, a month 30 days, a quarter 90 and a year 365. */
    long minutes() {
        return count
                * switch (unit) {
                    case 'm' -> 1L;
                    case 'h' -> 60L;
                    case 'd' -> 1440L;
                    case 'w' -> 7 * 1440L;
                    case 'M' -> 30 * 1440L;
                    case 'Q' -> 90 * 1440L;
                    default -> 365 * 1440L;
                };
    }

    /** Minutes in the largest of the units minute, hour and day in which they are a whole number, such as {@code 2h}. */
    static String label(long minutes) {
        return minutes % 1440 == 0 && minutes > 0
                ? minutes / 1440 + "d"
                : minutes % 60 == 0 && minutes > 0 ? minutes / 60 + "h" : minutes + "m";
    }

    /**
     * The minutes of a duration; null when the value is not a duration within the bounds, which is reported.
     *
     * @param min least minutes, inclusive; the greatest are those of 90 days
     * @param rule the bounds, for the message
     */
    static @Nullable Long minutes(@Nullable Value value, long min, String rule) {
        String text = value == null ? null : value.text();
        if (value == null || text == null) {
            return null;
        }
        DurationShorthand duration = of(text);
        if (duration == null || duration.isCalendarUnit() || !isWithin(duration.minutes(), min)) {
            value.error("must be " + rule + ", not " + QuotedText.of(text));
            return null;
        }
        return duration.minutes();
    }

    private static boolean isWithin(long minutes, long min) {
        return minutes >= min && minutes <= 90 * 1440L;
    }
}
