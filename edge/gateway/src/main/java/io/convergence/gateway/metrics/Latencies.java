package io.convergence.gateway.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A histogram of how long things took, in Prometheus' cumulative buckets. Thread-safe. */
public final class Latencies {
    /** Upper ends of the buckets, milliseconds, inclusive. */
    private static final long[] BOUNDS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    /** Of nothing yet. */
    public Latencies() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    /** Adds one. */
    public void add(long took) {
        int at = 0;
        while (at < BOUNDS.length && took > TimeUnit.MILLISECONDS.toNanos(BOUNDS[at])) {
            at++;
        }
        buckets[at].increment();
        nanos.add(took);
    }

    void write(PrometheusText text, String name, String help) {
        text.family(name, "histogram", help);
        long sum = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            sum += buckets[i].sum();
            text.sample(name + "_bucket", "le=\"" + BOUNDS[i] / 1000.0 + "\"", sum);
        }
        sum += buckets[BOUNDS.length].sum();
        text.sample(name + "_bucket", "le=\"+Inf\"", sum);
        text.sample(name + "_sum", "", nanos.sum() / 1e9);
        text.sample(name + "_count", "", sum);
    }
}
