package io.convergence.flink.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * One counter for each tenant, under the label {@code tenant}; made when a tenant is first counted. Tenants are as many as
 * are operated; hosts and apps never become labels.
 */
public final class TenantCounters {
    private final MetricGroup group;
    private final String name;
    private final Map<String, Counter> counters = new HashMap<>();

    /** Counters of the given name. */
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
