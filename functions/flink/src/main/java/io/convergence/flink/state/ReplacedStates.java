package io.convergence.flink.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/**
 * Operator states of earlier releases that a state of another name replaces. They are read once, when a savepoint of
 * such a release is restored, and emptied. An emptied state stays in later savepoints, because Flink cannot remove one,
 * but no longer depends on the serializer that wrote it.
 */
public final class ReplacedStates {
    private ReplacedStates() {}

    /** The elements of a replaced list state; empty when nothing was restored under the name. */
    public static List<Object> takeList(String name, OperatorStateStore store) throws Exception {
        if (!store.getRegisteredStateNames().contains(name)) {
            return List.of();
        }
        ListState<Object> state = store.getListState(new ListStateDescriptor<>(name, new ReplacedStateSerializer()));
        List<Object> elements = new ArrayList<>();
        state.get().forEach(elements::add);
        state.clear();
        return elements;
    }

    /** The values of a replaced broadcast state with string keys; empty when nothing was restored under the name. */
    public static List<Object> takeBroadcastValues(String name, OperatorStateStore store) throws Exception {
        if (!store.getRegisteredBroadcastStateNames().contains(name)) {
            return List.of();
        }
        BroadcastState<String, Object> state = store.getBroadcastState(
                new MapStateDescriptor<>(name, StringSerializer.INSTANCE, new ReplacedStateSerializer()));
        List<Object> values = new ArrayList<>();
        for (Map.Entry<String, Object> entry : state.entries()) {
            values.add(entry.getValue());
        }
        state.clear();
        return values;
    }
}
