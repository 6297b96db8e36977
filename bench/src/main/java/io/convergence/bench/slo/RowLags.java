package io.convergence.bench.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long after their boundary the rows of budgets left, by boundary, in tenths of a second, for views that enter at the
 * speed of event time. Static, because operators are serialised and run as copies. Thread-safe.
 */
final class RowLags {
    private static final long UNSET = Long.MIN_VALUE;
    private static final int TENTH_MILLIS = 100;
    private static final int TENTHS = 6_000;
    private static final AtomicLong OFFSET = new AtomicLong(UNSET);
    private static final ConcurrentHashMap<Long, AtomicIntegerArray> ROWS = new ConcurrentHashMap<>();

    private RowLags() {}

    /**
     * The rows of a boundary.
     *
     * @param boundary epoch milliseconds
     * @param rows their number
     * @param medianMillis median of the lags
     * @param p99Millis 99th percentile
     * @param maxMillis lag of the last row
     */
    record Boundary(long boundary, long rows, long medianMillis, long p99Millis, long maxMillis) {}

    /** Forgets everything. */
    static void reset() {
        OFFSET.set(UNSET);
        ROWS.clear();
    }

    /** Records the first view, which sets how far the wall clock is from event time. */
    static void view(long eventTime) {
        if (OFFSET.get() == UNSET) {
            OFFSET.compareAndSet(UNSET, System.currentTimeMillis() - eventTime);
        }
    }

    /** Records a row. */
    static void row(long boundary) {
        long millis = System.currentTimeMillis() - OFFSET.get() - boundary;
        int tenth = (int) Math.min(TENTHS - 1, Math.max(0, millis / TENTH_MILLIS));
        ROWS.computeIfAbsent(boundary, any -> new AtomicIntegerArray(TENTHS)).incrementAndGet(tenth);
    }

    /** The boundaries in order. */
    static List<Boundary> boundaries() {
        List<Boundary> all = new ArrayList<>();
        new TreeMap<>(ROWS).forEach((boundary, tenths) -> {
            long rows = 0;
            for (int i = 0; i < TENTHS; i++) {
                rows += tenths.get(i);
            }
            all.add(new Boundary(
                    boundary, rows, rank(tenths, (rows + 1) / 2), rank(tenths, rows - rows / 100), rank(tenths, rows)));
        });
        return all;
    }

    /** Upper end of the tenth of a second that contains a row, by its rank from 1. */
    private static long rank(AtomicIntegerArray tenths, long rank) {
        long seen = 0;
        for (int i = 0; i < TENTHS; i++) {
            seen += tenths.get(i);
            if (seen >= rank) {
                return (i + 1L) * TENTH_MILLIS;
            }
        }
        return TENTHS * (long) TENTH_MILLIS;
    }
}
