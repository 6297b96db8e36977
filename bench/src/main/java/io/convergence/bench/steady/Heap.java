package io.convergence.bench.steady;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Heap in use after explicit collections at an interval. Not thread-safe. */
final class Heap {
    private static final double MEGABYTE = 1 << 20;
    private static final double SECOND_NANOS = 1e9;
    private static final double MINUTE_SECONDS = 60;

    /**
     * Heap in use at a time.
     *
     * @param seconds time from any origin
     * @param megabytes heap in use
     */
    record Point(double seconds, double megabytes) {}

    private final long intervalNanos;
    private final List<Point> points = new ArrayList<>();
    private long nextNanos = System.nanoTime();

    /**
     * No collection yet; the first one is due at once.
     *
     * @param interval interval of the collections; zero for none
     */
    Heap(Duration interval) {
        intervalNanos = interval.toNanos();
    }

    /** Collects the heap when the interval is over. */
    void collectWhenDue() {
        if (intervalNanos == 0 || System.nanoTime() < nextNanos) {
            return;
        }
        nextNanos += intervalNanos;
        System.gc();
        points.add(new Point(
                System.nanoTime() / SECOND_NANOS,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE));
    }

    /** Heap in use after each collection. */
    List<Point> points() {
        return List.copyOf(points);
    }

    /** Prints first, last, least and greatest of some points and the slope of the line through them by least squares. */
    static void print(PrintStream out, String name, List<Point> points) {
        if (points.isEmpty()) {
            out.println(name + ": no collection");
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s: %d times, first %.0f MB, last %.0f MB, least %.0f MB, greatest %.0f MB, slope %+.2f MB a minute%n",
                name,
                points.size(),
                points.get(0).megabytes,
                points.get(points.size() - 1).megabytes,
                points.stream().mapToDouble(Point::megabytes).min().orElse(0),
                points.stream().mapToDouble(Point::megabytes).max().orElse(0),
                slope(points) * MINUTE_SECONDS);
    }

    private static double slope(List<Point> points) {
        double meanTime = points.stream().mapToDouble(Point::seconds).average().orElse(0);
        double mean = points.stream().mapToDouble(Point::megabytes).average().orElse(0);
        double product = 0;
        double square = 0;
        for (Point point : points) {
            product += (point.seconds - meanTime) * (point.megabytes - mean);
            square += (point.seconds - meanTime) * (point.seconds - meanTime);
        }
        return square == 0 ? 0 : product / square;
    }
}
