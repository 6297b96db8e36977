package io.convergence.flink.metrics;

import java.math.BigDecimal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Prometheus histogram of durations kept as plain Flink counters: {@code NAME_bucket} for each {@code le} in seconds,
 * cumulative, {@code NAME_sum} in seconds and {@code NAME_count}. Flink exports its own histograms as summaries, whose
 * quantiles cannot be aggregated across subtasks (https://prometheus.io/docs/practices/histograms/#quantiles). Confined
 * to one thread.
 */
public final class LatencyBuckets {
    private static final String UNBOUNDED = "+Inf";
    private static final double MILLIS_PER_SECOND = 1_000;

    private final long[] bounds;
    private final Counter[] buckets;
    private final Counter count;
    private volatile long sumMillis;

    /**
     * An empty histogram. All its series are registered at once.
     *
     * @param name metric name with the unit and without a suffix: {@code ..._seconds}
     * @param bounds upper bounds of the buckets, inclusive, milliseconds, ascending; a bucket without bound is added
     */
    public LatencyBuckets(MetricGroup group, String name, long... bounds) {
        this.bounds = bounds.clone();
        this.buckets = new Counter[bounds.length + 1];
        for (int i = 0; i < buckets.length; i++) {
            String end = i == bounds.length ? UNBOUNDED : seconds(bounds[i]);
            buckets[i] = group.addGroup("le", end).counter(name + "_bucket");
        }
        count = group.counter(name + "_count");
        group.gauge(name + "_sum", () -> sumMillis / MILLIS_PER_SECOND);
    }

    /** Counts a duration. A negative one, from a clock that was set back, counts as 0. */
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
