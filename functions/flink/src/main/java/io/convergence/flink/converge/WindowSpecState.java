package io.convergence.flink.converge;

import io.convergence.core.window.WindowSpec;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Window size and slide of the stored slices and sums. A job with other windows refuses the state: their sums cannot be
 * computed from it and would be wrong without any sign of it.
 */
final class WindowSpecState {
    private final WindowSpec window;
    private final ListState<Tuple2<Long, Long>> stored;

    /**
     * The state of the configured windows.
     *
     * @throws IllegalStateException when other windows are stored
     */
    WindowSpecState(WindowSpec window, OperatorStateStore store) throws Exception {
        this.window = window;
        this.stored = store.getListState(windowSpecDescriptor());
        for (Tuple2<Long, Long> known : stored.get()) {
            if (known.f0 != window.sizeMillis() || known.f1 != window.slideMillis()) {
                throw new IllegalStateException("window.size and window.slide cannot change over a savepoint: it is of"
                        + " windows of " + known.f0 + " ms sliding by " + known.f1 + " ms, not of "
                        + window.sizeMillis() + " ms sliding by " + window.slideMillis() + " ms");
            }
        }
    }

    /** Stores the windows. */
    void snapshot() throws Exception {
        stored.clear();
        stored.add(Tuple2.of(window.sizeMillis(), window.slideMillis()));
    }

    private static ListStateDescriptor<Tuple2<Long, Long>> windowSpecDescriptor() {
        return new ListStateDescriptor<>("window-spec", Types.TUPLE(Types.LONG, Types.LONG));
    }
}
