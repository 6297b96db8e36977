package io.convergence.bench.slo;

import io.convergence.core.slo.result.SloSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What went in and came out of the one pipeline that runs in this process. Static because operators are serialised to
 * where they run.
 */
final class Counts {
    private static final LongAdder EVENTS = new LongAdder();
    private static final LongAdder SNAPSHOTS = new LongAdder();
    private static final LongAdder SIGNALS = new LongAdder();
    private static final LongAdder REPORTS = new LongAdder();
    private static final AtomicLong BOUNDARY = new AtomicLong(Long.MIN_VALUE);
    private static final Map<String, Long> TOTALS = new ConcurrentHashMap<>();

    private Counts() {}

    /** Begins anew. */
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

    /** Views that went in. */
    static long events() {
        return EVENTS.sum();
    }

    /** Rows that came out. */
    static long snapshots() {
        return SNAPSHOTS.sum();
    }

    /** Signals that came out. */
    static long signals() {
        return SIGNALS.sum();
    }

    /** Reports that came out. */
    static long reports() {
        return REPORTS.sum();
    }

    /** The latest boundary of a row, epoch milliseconds, or {@link Long#MIN_VALUE} before the first. */
    static long boundary() {
        return BOUNDARY.get();
    }

    /** How many groups have rows. */
    static int groups() {
        return TOTALS.size();
    }

    /** Events in the periods of the last rows of all groups. */
    static long counted() {
        return TOTALS.values().stream().mapToLong(Long::longValue).sum();
    }
}
