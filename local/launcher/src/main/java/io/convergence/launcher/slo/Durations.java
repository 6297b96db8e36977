package io.convergence.launcher.slo;

/** Lengths of time in words. */
final class Durations {
    private Durations() {}

    /** Whole minutes in the longest unit up to days that they are a whole number of. */
    static String words(long minutes) {
        if (minutes % 1440 == 0) {
            return words(minutes / 1440, "d");
        }
        return minutes % 60 == 0 ? words(minutes / 60, "h") : words(minutes, "m");
    }

    /** So many of a unit of a period. */
    static String words(long count, String unit) {
        String word = switch (unit) {
            case "m" -> "minute";
            case "h" -> "hour";
            case "d" -> "day";
            case "w" -> "week";
            case "M" -> "month";
            case "Q" -> "quarter";
            case "Y" -> "year";
            default -> throw new IllegalArgumentException("no unit " + unit);
        };
        return count == 1 ? "1 " + word : count + " " + word + 's';
    }
}
