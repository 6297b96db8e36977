package io.convergence.gateway.datakit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Units of the times of points. */
final class Precision {
    /*
     * Milliseconds of a unit as a fraction: a factor, and a divisor for units below a millisecond. Without a unit the
     * number of digits decides: up to 11 seconds, up to 14 milliseconds, up to 17 microseconds, otherwise nanoseconds.
     */
    private static final Map<String, long[]> UNITS = Map.of(
            "n", new long[] {1, 1_000_000},
            "u", new long[] {1, 1000},
            "ms", new long[] {1, 1},
            "s", new long[] {1000, 1},
            "m", new long[] {60_000, 1},
            "h", new long[] {3_600_000, 1});

    private Precision() {}

    /** Whether a unit of this name exists. */
    static boolean knows(String unit) {
        return UNITS.containsKey(unit);
    }

    /** Epoch milliseconds of a time, rounded down; the receive time when there is none. */
    static long millis(@Nullable Long time, @Nullable String unit, long receivedAt) {
        if (time == null) {
            return receivedAt;
        }
        long[] fraction = UNITS.get(unit == null ? unitOf(time) : unit);
        if (fraction == null) {
            throw new IllegalArgumentException("the unit must exist");
        }
        long scaled = Math.multiplyHigh(time, fraction[0]) == ((time * fraction[0]) >> 63)
                ? time * fraction[0]
                : (time < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        return Math.max(-(1L << 53), Math.min(1L << 53, Math.floorDiv(scaled, fraction[1])));
    }

    private static String unitOf(long time) {
        int digits = Long.toString(time).length() - (time < 0 ? 1 : 0);
        return digits <= 11 ? "s" : digits <= 14 ? "ms" : digits <= 17 ? "u" : "n";
    }
}
