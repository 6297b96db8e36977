package io.convergence.flink.minutes;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The latest close of a minute whose rows have been sent on. Right after a restore there is no watermark, and minutes that
 * are closed are recognised by it.
 *
 * <p>State per subtask: {@code closed-through}, one time. After a rescale a key may come from any subtask, so each has the
 * latest time of all.
 */
final class ClosedThrough {
    private final ListState<Long> state;
    private long time = Long.MIN_VALUE;

    ClosedThrough(OperatorStateStore store) throws Exception {
        state = store.getUnionListState(descriptor());
        for (long each : state.get()) {
            raise(each);
        }
    }

    /** The time of each subtask. */
    static ListStateDescriptor<Long> descriptor() {
        return new ListStateDescriptor<>("closed-through", Types.LONG);
    }

    /** The time, epoch milliseconds; {@link Long#MIN_VALUE} before the first close. */
    long time() {
        return time;
    }

    /** Takes the close of a minute into account, epoch milliseconds. */
    void raise(long closesAt) {
        time = Math.max(time, closesAt);
    }

    /** Writes the time to the state. */
    void store() throws Exception {
        state.clear();
        state.add(time);
    }
}
