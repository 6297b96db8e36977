package io.convergence.flink.metrics;

import java.math.BigDecimal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How long things took, as a Prometheus histogram of plain counters: {@code NAME_bucket} for each {@code le} in seconds,
 * cumulative, {@code NAME_sum} in seconds and {@code NAME_count}. Flink's own histograms become summaries, whose
 * quantiles cannot be added up over subtasks; these can
 * (https://prometheus.io/docs/practices/histograms/#quantiles). For one thread.
 */
public final class LatencyBuckets {
    private static final String OVER_ALL = "+Inf";
    private static final double MILLIS_PER_SECOND = 1_000;

    private final long[] bounds;
    private final Counter[] buckets;
    private final Counter count;
    private volatile long sumMillis;

    /**
     * A histogram in which nothing is counted yet; every series of it is there from the start.
     *
     * @param name without suffix, with the unit: {@code ..._seconds}
     * @param bounds upper ends of the buckets, inclusive, milliseconds, ascending; one without end follows them
     */
    public LatencyBuckets(MetricGroup group, String name, long... bounds) {
        this.bounds = bounds.clone();
        this.buckets = new Counter[bounds.length + 1];
        for (int i = 0; i < buckets.length; i++) {
            String end = i == bounds.length ? OVER_ALL : seconds(bounds[i]);
            buckets[i] = group.addGroup("le", end).counter(name + "_bucket");
        }
        count = group.counter(name + "_count");
        group.gauge(name + "_sum", () -> sumMillis / MILLIS_PER_SECOND);
    }

    /** Counts one. A clock that was set back gives less than nothing, which counts as 0. */
    public void add(long millis) {
        long took = Math.max(0, millis);
        int first = 0;
        while (first < bounds.length && took > bounds[first]) {
            first++;
        }
        for (int i = first; i < buckets.length; i++) {
            buckets[i].inc();
        }
        count.inc();
        sum(took);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes; reporters read
    private void sum(long took) {
        sumMillis += took;
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
}
