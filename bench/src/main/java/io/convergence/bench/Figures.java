package io.convergence.bench;

import java.util.Arrays;

/** Medians and percentiles, and the lines of a result table. */
public final class Figures {
    private Figures() {}

    /** The median; for an even number of values the mean of the two middle ones. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * The percentile by nearest rank: the smallest value that at least {@code percent} of all values do not exceed.
     *
     * @param percent above 0, at most 100
     * @param values at least one
     */
    public static long percentile(int percent, long... values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (((long) percent * sorted.length + 99) / 100) - 1];
    }

    /** A line with a name and a value, aligned in columns. */
    public static String line(String name, String value) {
        return "  %-34s %s".formatted(name, value);
    }
}
