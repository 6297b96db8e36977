package io.convergence.flink.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What adding up before a shuffle saves: {@code events} that went in, {@code partials} that came out, and their
 * {@code ratio} since the task started, 0 before the first partial.
 */
public final class BundleCounters {
    private final Counter events;
    private final Counter partials;

    /** Counters in the scope {@code bundle} of an operator. */
    public BundleCounters(MetricGroup operator) {
        MetricGroup group = operator.addGroup("bundle");
        events = group.counter("events");
        partials = group.counter("partials");
        group.gauge("ratio", this::ratio);
    }

    /** Counts an event that went in. */
    public void in() {
        events.inc();
    }

    /** Counts partials that came out. */
    public void out(int count) {
        partials.inc(count);
    }

    private double ratio() {
        long out = partials.getCount();
        return out == 0 ? 0 : (double) events.getCount() / out;
    }
}
