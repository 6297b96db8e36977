package io.convergence.core.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as options spell them: a whole number and a unit, such as {@code 10 s} or {@code 5 min}. */
public final class SpelledDuration {
    private static final Pattern SPELLING = Pattern.compile("(\\d{1,12})\\s*([a-z]+)");

    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private SpelledDuration() {}

    /** The duration that a text spells, or null when it is not a whole number and a unit. */
    public static @Nullable Duration parse(String text) {
        Matcher matcher = SPELLING.matcher(text.trim().toLowerCase(Locale.ROOT));
        Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        return unit == null ? null : unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }

    /** A duration in the largest unit that divides it; hours only from two of them on. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0 || millis % 1000 != 0) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + " d";
        }
        if (seconds % 3600 == 0 && seconds > 3600) {
            return seconds / 3600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
