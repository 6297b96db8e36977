package io.convergence.bench.slo;

import io.convergence.core.slo.result.SloSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts of the records that enter and leave the pipeline of this process. Static, because operators are serialised and
 * run as copies. Thread-safe.
 */
final class Counts {
    private static final LongAdder EVENTS = new LongAdder();
    private static final LongAdder SNAPSHOTS = new LongAdder();
    private static final LongAdder SIGNALS = new LongAdder();
    private static final LongAdder REPORTS = new LongAdder();
    private static final AtomicLong BOUNDARY = new AtomicLong(Long.MIN_VALUE);
    private static final Map<String, Long> TOTALS = new ConcurrentHashMap<>();

    private Counts() {}

    /** Sets all counts to zero. */
    static void reset() {
        EVENTS.reset();
        SNAPSHOTS.reset();
        SIGNALS.reset();
        REPORTS.reset();
        BOUNDARY.set(Long.MIN_VALUE);
        TOTALS.clear();
    }

    static void event() {
        EVENTS.increment();
    }

    static void snapshot(SloSnapshot snapshot) {
        SNAPSHOTS.increment();
        RowLags.row(snapshot.windowEnd());
        if (snapshot.windowEnd() > BOUNDARY.get()) {
            BOUNDARY.accumulateAndGet(snapshot.windowEnd(), Math::max);
        }
        TOTALS.put(snapshot.group(), snapshot.period().total());
    }

    static void signal() {
        SIGNALS.increment();
    }

    static void report() {
        REPORTS.increment();
    }

    /** The number of views that entered. */
    static long events() {
        return EVENTS.sum();
    }

    /** The number of snapshot rows that left. */
    static long snapshots() {
        return SNAPSHOTS.sum();
    }

    /** The number of signals that left. */
    static long signals() {
        return SIGNALS.sum();
    }

    /** The number of reports that left. */
    static long reports() {
        return REPORTS.sum();
    }

    /** The latest boundary of a row, epoch milliseconds; {@link Long#MIN_VALUE} before the first row. */
    static long boundary() {
        return BOUNDARY.get();
    }

    /** The number of groups with rows. */
    static int groups() {
        return TOTALS.size();
    }

    /** The number of events in the period of the latest row, summed over all groups. */
    static long counted() {
        return TOTALS.values().stream().mapToLong(Long::longValue).sum();
    }
}
