package io.convergence.core.codec;

import io.convergence.core.arithmetic.Ratio;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and durations as sentences spell them. */
final class Spoken {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Spoken() {}

    /** A count with separators of thousands, such as {@code 1,640}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A share in percent with one decimal, or {@code no} where the whole is 0. */
    static String percent(long part, long whole) {
        return whole == 0 ? "no" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }

    /** A ratio in percent. */
    static String percent(Ratio ratio) {
        return Spoken.percent(ratio.numerator(), ratio.denominator());
    }

    /** Time of day in UTC, such as {@code 14:05 UTC}. */
    static String time(long epochMillis) {
        return TIME.format(Instant.ofEpochMilli(epochMillis)) + " UTC";
    }

    /** A duration, such as {@code 40 s}, {@code 23 min} or {@code 2 h 5 min}; rounded down to its smallest unit. */
    static String duration(long millis) {
        if (millis < MINUTE) {
            return millis / SECOND + " s";
        }
        if (millis < HOUR) {
            long seconds = millis % MINUTE / SECOND;
            return millis / MINUTE + " min" + (seconds > 0 && millis < 10 * MINUTE ? " " + seconds + " s" : "");
        }
        long minutes = millis % HOUR / MINUTE;
        return millis / HOUR + " h" + (minutes > 0 ? " " + minutes + " min" : "");
    }
}
