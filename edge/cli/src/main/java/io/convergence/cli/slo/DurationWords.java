package io.convergence.cli.slo;

/** Lengths of time in words. */
final class DurationWords {
    private DurationWords() {}

    /** A length of time in the longest of the units minute, hour and day that divides it. */
    static String of(long minutes) {
        if (minutes % 1440 == 0) {
            return of(minutes / 1440, "d");
        }
        return minutes % 60 == 0 ? of(minutes / 60, "h") : of(minutes, "m");
    }

    /**
     * A length of time in a unit.
     *
     * @param unit m, h, d, w, M (month), Q or Y, as in OpenSLO
     */
    static String of(long count, String unit) {
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
