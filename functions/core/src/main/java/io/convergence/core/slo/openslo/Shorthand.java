package io.convergence.core.slo.openslo;

import io.convergence.core.yaml.Shown;
import io.convergence.core.yaml.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A duration as OpenSLO spells it (https://github.com/OpenSLO/OpenSLO, "Duration shorthand").
 *
 * @param count 0 or more
 * @param unit {@code m} (minutes), {@code h}, {@code d}, {@code w}, {@code M} (months), {@code Q} or {@code Y}
 */
record Shorthand(int count, char unit) {
    private static final Pattern SPELLING = Pattern.compile("([0-9]{1,7})([mhdwMQY])");

    /** The duration of a text, or null when it is none. */
    static @Nullable Shorthand of(String text) {
        Matcher matcher = SPELLING.matcher(text);
        return matcher.matches()
                ? new Shorthand(
                        Integer.parseInt(matcher.group(1)), matcher.group(2).charAt(0))
                : null;
    }

    /** Whether it depends on the calendar how long it is. */
    boolean isOfCalendar() {
        return unit == 'M' || unit == 'Q' || unit == 'Y';
    }

    /** Its length in minutes; in UTC, and for units of the calendar their nominal one: 30, 90 and 365 days. */
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

    /** Minutes in the longest unit of minutes, hours and days that they are a whole number of. */
    static String label(long minutes) {
        return minutes % 1440 == 0 && minutes > 0
                ? minutes / 1440 + "d"
                : minutes % 60 == 0 && minutes > 0 ? minutes / 60 + "h" : minutes + "m";
    }

    /** A duration of whole minutes that a field holds, or null when there is none within bounds, which is reported. */
    static @Nullable Long minutes(@Nullable Value value, long least, String rule) {
        String text = value == null ? null : value.word();
        if (value == null || text == null) {
            return null;
        }
        Shorthand duration = of(text);
        if (duration == null || duration.isOfCalendar() || !isWithin(duration.minutes(), least)) {
            value.error("must be " + rule + ", not " + Shown.of(text));
            return null;
        }
        return duration.minutes();
    }

    private static boolean isWithin(long minutes, long least) {
        return minutes >= least && minutes <= 90 * 1440L;
    }
}
