package io.convergence.jobs.postgres;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metric group whose counters can be read by scope and name, such as {@code sink.table.signals.rows_written}. */
public final class CountedGroup extends UnregisteredMetricsGroup {
    private final String prefix;
    private final Map<String, Counter> counters;

    public CountedGroup() {
        this("", new TreeMap<>());
    }

    private CountedGroup(String prefix, Map<String, Counter> counters) {
        this.prefix = prefix;
        this.counters = counters;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new CountedGroup(prefix + name + '.', counters);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new CountedGroup(prefix + key + '.' + value + '.', counters);
    }

    @Override
    public Counter counter(String name) {
        return counters.computeIfAbsent(prefix + name, unseen -> new SimpleCounter());
    }

    /** The value of a registered counter. */
    public long count(String name) {
        Counter counter = counters.get(name);
        if (counter == null) {
            throw new AssertionError("no counter " + name + " among " + counters.keySet());
        }
        return counter.getCount();
    }
}
