package io.convergence.flink.quota;

import io.convergence.flink.state.ReplacedStates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Bound on the number of keys in state per owner and subtask, so that one owner cannot fill the state of all. The keys are
 * counted by key group; after a rescale each subtask has the counts of its own keys.
 *
 * <p>A rescale refuses no key that was admitted before. The limit of a subtask is the bound; with a lower parallelism than
 * the highest so far it is its share, by key groups, of the bound times that parallelism. An owner keeps what it could
 * still add: a subtask takes over the room of each former subtask in proportion to the key groups that it has taken over,
 * rounded up. So the limits of an owner over all subtasks have a sum that a rescale never lowers, and an owner with room
 * in a key group still has room in it. When the bound itself changes over a savepoint, only the new one applies.
 */
public final class KeyQuota {
    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int BOUND = 2;
    private static final int WIDEST = 3;
    private static final int SHARE = 4;
    private static final int LIMIT = 5;

    private final int bound;
    private final int maxParallelism;
    private final KeyGroupRange range;
    private final int widest;
    private final int share;
    private final Map<String, OwnedKeys> owners = new HashMap<>();
    private final ListState<Tuple3<String, int[], int[]>> stored;
    private volatile int keyCount;

    /**
     * A quota with the counts of the restored state, if any, that replaces a quota of the first release.
     *
     * @param replaced name of the state of the first release, whose counts belong to no key group and are dropped
     */
    public KeyQuota(int bound, String state, String replaced, OperatorStateStore store, RuntimeContext context)
            throws Exception {
        this(bound, state, store, context);
        ReplacedStates.takeList(replaced, store);
    }

    /**
     * A quota with the counts of the restored state, if any.
     *
     * @param bound most keys of an owner, at least 1
     * @param state name of the operator state of the counts
     */
    public KeyQuota(int bound, String state, OperatorStateStore store, RuntimeContext context) throws Exception {
        int parallelism = context.getTaskInfo().getNumberOfParallelSubtasks();
        this.bound = bound;
        this.maxParallelism = context.getTaskInfo().getMaxNumberOfParallelSubtasks();
        this.range = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                maxParallelism, parallelism, context.getTaskInfo().getIndexOfThisSubtask());
        this.stored = store.getUnionListState(descriptor(state));
        List<Tuple3<String, int[], int[]>> entries = new ArrayList<>();
        stored.get().forEach(entries::add);
        stored.clear();
        this.widest = entries.stream().mapToInt(entry -> entry.f1[WIDEST]).reduce(parallelism, Math::max);
        this.share = widest == parallelism
                ? bound
                : portion((long) bound * widest, range.getNumberOfKeyGroups(), maxParallelism);
        restore(entries);
    }

    /** Counts a new key of the owner; false, and not counted, when the owner is at its limit. */
    public boolean acquire(String owner, Object key) {
        OwnedKeys keys = owners.get(owner);
        if (keys != null && keys.count() >= keys.limit()) {
            return false;
        }
        add(owner, key);
        return true;
    }

    /** Counts a new key of the owner, also beyond its limit. */
    public void add(String owner, Object key) {
        owners.computeIfAbsent(owner, added -> new OwnedKeys(share)).add(groupOf(key), 1);
        change(1);
    }

    /** Stops counting a key of the owner. */
    public void release(String owner, Object key) {
        OwnedKeys keys = owners.get(owner);
        // The keys of a savepoint of the first release are not counted.
        if (keys != null && keys.remove(groupOf(key))) {
            change(-1);
            if (keys.count() == 0) {
                owners.remove(owner);
            }
        }
    }

    /** Number of keys of all owners in this subtask; thread-safe. */
    public int keyCount() {
        return keyCount;
    }

    /** Stores the counts. */
    public void snapshot() throws Exception {
        stored.clear();
        stored.add(Tuple3.of("", header(share), new int[0]));
        for (Map.Entry<String, OwnedKeys> owner : owners.entrySet()) {
            OwnedKeys keys = owner.getValue();
            stored.add(Tuple3.of(owner.getKey(), header(keys.limit()), keys.counts()));
        }
    }

    /* Each former subtask has stored an entry of its own, without an owner, and one for each owner of keys. In a subtask
     * without an entry of an owner, the owner's room was the whole share of the subtask. */
    private void restore(List<Tuple3<String, int[], int[]>> entries) {
        Map<String, Long> room = new HashMap<>();
        long roomWithoutKeys = 0;
        boolean sameBound = true;
        for (Tuple3<String, int[], int[]> entry : entries) {
            int[] header = entry.f1;
            sameBound &= header[BOUND] == bound;
            if (entry.f0.isEmpty()) {
                roomWithoutKeys += takenOver(header[SHARE], header);
                continue;
            }
            int count = 0;
            for (int i = 0; i < entry.f2.length; i += 2) {
                count += entry.f2[i + 1];
                if (range.contains(entry.f2[i])) {
                    owners.computeIfAbsent(entry.f0, owner -> new OwnedKeys(share))
                            .add(entry.f2[i], entry.f2[i + 1]);
                }
            }
            long left = Math.max(0, header[LIMIT] - count);
            room.merge(entry.f0, takenOver(left, header) - takenOver(header[SHARE], header), Long::sum);
        }
        for (Map.Entry<String, Long> owner : room.entrySet()) {
            OwnedKeys keys = owners.getOrDefault(owner.getKey(), new OwnedKeys(share));
            long limit = keys.count() + roomWithoutKeys + owner.getValue();
            if (sameBound && limit > share) {
                keys.limit((int) Math.min(Integer.MAX_VALUE, limit));
                owners.put(owner.getKey(), keys);
            }
        }
        change(owners.values().stream().mapToInt(OwnedKeys::count).sum());
    }

    /** The part of a former subtask's room that goes to this subtask, rounded up. */
    private long takenOver(long room, int[] header) {
        int common =
                Math.min(range.getEndKeyGroup(), header[LAST]) - Math.max(range.getStartKeyGroup(), header[FIRST]) + 1;
        return common <= 0 ? 0 : portion(room, common, header[LAST] - header[FIRST] + 1);
    }

    private static int portion(long whole, int part, int parts) {
        return (int) Math.min(Integer.MAX_VALUE, (whole * part + parts - 1) / parts);
    }

    private int groupOf(Object key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
    }

    private int[] header(int limit) {
        return new int[] {range.getStartKeyGroup(), range.getEndKeyGroup(), bound, widest, share, limit};
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes; reporters read
    private void change(int count) {
        keyCount += count;
    }

    private static ListStateDescriptor<Tuple3<String, int[], int[]>> descriptor(String state) {
        return new ListStateDescriptor<>(
                state,
                Types.TUPLE(
                        Types.STRING,
                        PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO,
                        PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO));
    }
}
