package io.convergence.flink.converge;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * How many hosts of each tenant a subtask remembers, against a bound: a safety net, so that one tenant cannot fill the
 * state of all. After a rescale the counts are dealt out as they were kept, so they fit the subtask only roughly.
 */
final class HostQuota {
    private final int bound;
    private final Map<String, Integer> hosts = new HashMap<>();
    private final ListState<Tuple2<String, Integer>> remembered;

    HostQuota(int bound, OperatorStateStore store) throws Exception {
        this.bound = bound;
        this.remembered = store.getListState(hostsDescriptor());
        for (Tuple2<String, Integer> entry : remembered.get()) {
            hosts.merge(entry.f0, entry.f1, Integer::sum);
        }
    }

    /** Takes a place for a host of the tenant; false when there is none left. */
    boolean take(String tenant) {
        int taken = hosts.getOrDefault(tenant, 0);
        if (taken >= bound) {
            return false;
        }
        hosts.put(tenant, taken + 1);
        return true;
    }

    /** Gives a place of the tenant back. */
    void giveBack(String tenant) {
        hosts.computeIfPresent(tenant, (t, taken) -> taken <= 1 ? null : taken - 1);
    }

    void snapshot() throws Exception {
        remembered.clear();
        for (Map.Entry<String, Integer> entry : hosts.entrySet()) {
            remembered.add(Tuple2.of(entry.getKey(), entry.getValue()));
        }
    }

    private static ListStateDescriptor<Tuple2<String, Integer>> hostsDescriptor() {
        return new ListStateDescriptor<>("hosts-per-tenant", Types.TUPLE(Types.STRING, Types.INT));
    }
}
