package io.convergence.flink.quota;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Bound on the number of keys in state per owner and subtask, so that one owner cannot fill the state of all. After a
 * rescale each subtask gets some of the stored counts, not those of its own keys, so the bound holds only roughly.
 */
public final class KeyQuota {
    private final int bound;
    private final Map<String, Integer> keys = new HashMap<>();
    private final ListState<Tuple2<String, Integer>> stored;
    private volatile int keyCount;

    /**
     * A quota with the counts of the restored state, if any.
     *
     * @param bound most keys of an owner
     * @param state name of the operator state of the counts
     */
    public KeyQuota(int bound, String state, OperatorStateStore store) throws Exception {
        this.bound = bound;
        this.stored = store.getListState(keysDescriptor(state));
        for (Tuple2<String, Integer> entry : stored.get()) {
            keys.merge(entry.f0, entry.f1, Integer::sum);
        }
        keyCount = keys.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Counts a new key of the owner; false, and not counted, when the owner is at its bound. */
    public boolean acquire(String owner) {
        int count = keys.getOrDefault(owner, 0);
        if (count >= bound) {
            return false;
        }
        keys.put(owner, count + 1);
        add(1);
        return true;
    }

    /** Stops counting a key of the owner. */
    public void release(String owner) {
        // Below 0 when another subtask has the count of the key since a rescale; the sum over subtasks stays right.
        keys.merge(owner, -1, (taken, one) -> taken + one == 0 ? null : taken + one);
        add(-1);
    }

    /** Number of keys of all owners; thread-safe. After a rescale only the sum over subtasks is right. */
    public int keyCount() {
        return keyCount;
    }

    /** Stores the counts. */
    public void snapshot() throws Exception {
        stored.clear();
        for (Map.Entry<String, Integer> entry : keys.entrySet()) {
            stored.add(Tuple2.of(entry.getKey(), entry.getValue()));
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes; reporters read
    private void add(int count) {
        keyCount += count;
    }

    private static ListStateDescriptor<Tuple2<String, Integer>> keysDescriptor(String state) {
        return new ListStateDescriptor<>(state, Types.TUPLE(Types.STRING, Types.INT));
    }
}
