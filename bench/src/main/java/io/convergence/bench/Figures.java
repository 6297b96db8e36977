package io.convergence.bench;

import java.util.Arrays;

/** Statistics and lines of a table. */
public final class Figures {
    private Figures() {}

    /** The median; of an even number of values the mean of the two in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * The percentile by nearest rank: the smallest value that at least so many percent of all values do not exceed.
     *
     * @param percent above 0, at most 100
     * @param values at least one
     */
    public static long percentile(int percent, long... values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (((long) percent * sorted.length + 99) / 100) - 1];
    }

    /** A line of a table. */
    public static String line(String name, String value) {
        return "  %-34s %s".formatted(name, value);
    }
}
