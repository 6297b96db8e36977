package io.convergence.core.codec;

/** Names of windows: the length in the largest unit of day, hour and minute that divides it. */
public final class WindowLabel {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private WindowLabel() {}

    /** The name of a window, such as {@code 5m}, {@code 1h} or {@code 3d}; the length must be whole minutes. */
    public static String of(long millis) {
        if (millis % DAY == 0) {
            return millis / DAY + "d";
        }
        return millis % HOUR == 0 ? millis / HOUR + "h" : millis / MINUTE + "m";
    }

    /** The length of a window of this name, in milliseconds. */
    public static long millis(String label) {
        int unit = label.length() - 1;
        long count = Long.parseLong(label.substring(0, unit));
        return switch (label.charAt(unit)) {
            case 'd' -> count * DAY;
            case 'h' -> count * HOUR;
            case 'm' -> count * MINUTE;
            default -> throw new IllegalArgumentException("a window is named by a number and d, h or m, not " + label);
        };
    }
}
