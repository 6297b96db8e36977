package io.convergence.flink.quota;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * How many keys of each owner a subtask remembers, against a bound: a safety net, so that one owner cannot fill the state
 * of all. After a rescale the counts are dealt out as they were kept, so they fit the subtask only roughly.
 */
public final class KeyQuota {
    private final int bound;
    private final Map<String, Integer> keys = new HashMap<>();
    private final ListState<Tuple2<String, Integer>> remembered;
    private volatile int held;

    /**
     * A quota as it was remembered.
     *
     * @param bound keys of an owner at most
     * @param state name of the state it is remembered in
     */
    public KeyQuota(int bound, String state, OperatorStateStore store) throws Exception {
        this.bound = bound;
        this.remembered = store.getListState(keysDescriptor(state));
        for (Tuple2<String, Integer> entry : remembered.get()) {
            keys.merge(entry.f0, entry.f1, Integer::sum);
        }
        held = keys.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Takes a place for a key of the owner; false when there is none left. */
    public boolean take(String owner) {
        int taken = keys.getOrDefault(owner, 0);
        if (taken >= bound) {
            return false;
        }
        keys.put(owner, taken + 1);
        add(1);
        return true;
    }

    /** Gives a place of the owner back. */
    public void giveBack(String owner) {
        // Below 0 where another subtask counted the key before a rescale: the sum over subtasks stays right.
        keys.merge(owner, -1, (taken, one) -> taken + one == 0 ? null : taken + one);
        add(-1);
    }

    /** How many keys of all owners are remembered; any thread may ask. After a rescale right in the sum of subtasks. */
    public int held() {
        return held;
    }

    /** Remembers the counts. */
    public void snapshot() throws Exception {
        remembered.clear();
        for (Map.Entry<String, Integer> entry : keys.entrySet()) {
            remembered.add(Tuple2.of(entry.getKey(), entry.getValue()));
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes; reporters read
    private void add(int count) {
        held += count;
    }

    private static ListStateDescriptor<Tuple2<String, Integer>> keysDescriptor(String state) {
        return new ListStateDescriptor<>(state, Types.TUPLE(Types.STRING, Types.INT));
    }
}
