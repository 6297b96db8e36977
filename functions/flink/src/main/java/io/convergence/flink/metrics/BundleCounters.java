package io.convergence.flink.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of an operator that adds events up before a shuffle: {@code events} in, {@code partials} out, and the
 * {@code ratio} of events to partials since the task started, 0 before the first partial.
 */
public final class BundleCounters {
    private final Counter events;
    private final Counter partials;

    /** Metrics in the scope {@code bundle} of an operator. */
    public BundleCounters(MetricGroup operator) {
        MetricGroup group = operator.addGroup("bundle");
        events = group.counter("events");
        partials = group.counter("partials");
        group.gauge("ratio", this::ratio);
    }

    /** Counts an event in. */
    public void in() {
        events.inc();
    }

    /** Counts partials out. */
    public void out(int count) {
        partials.inc(count);
    }

    private double ratio() {
        long out = partials.getCount();
        return out == 0 ? 0 : (double) events.getCount() / out;
    }
}
