package io.convergence.flink.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * One counter per tenant with the label {@code tenant}, registered when it is first used. The number of tenants is
 * bounded by the operator's configuration; hosts and apps, which are not bounded, must not become labels.
 */
public final class TenantCounters {
    private final MetricGroup group;
    private final String name;
    private final Map<String, Counter> counters = new HashMap<>();

    /** Counters of a name. */
    public TenantCounters(MetricGroup group, String name) {
        this.group = group;
        this.name = name;
    }

    /** Adds to a tenant's counter. */
    public void add(String tenant, long count) {
        counters.computeIfAbsent(tenant, t -> group.addGroup("tenant", t).counter(name))
                .inc(count);
    }
}
