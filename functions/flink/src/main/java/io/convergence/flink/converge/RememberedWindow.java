package io.convergence.flink.converge;

import io.convergence.core.window.WindowSpec;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * The windows that slices and sums are remembered of. They are part of what is remembered: sums of other windows cannot
 * be worked out of them, and would be wrong without a word.
 */
final class RememberedWindow {
    private final WindowSpec window;
    private final ListState<Tuple2<Long, Long>> remembered;

    /**
     * The present windows.
     *
     * @throws IllegalStateException when others are remembered
     */
    RememberedWindow(WindowSpec window, OperatorStateStore store) throws Exception {
        this.window = window;
        this.remembered = store.getListState(windowSpecDescriptor());
        for (Tuple2<Long, Long> known : remembered.get()) {
            if (known.f0 != window.sizeMillis() || known.f1 != window.slideMillis()) {
                throw new IllegalStateException("window.size and window.slide cannot change over a savepoint: it is of"
                        + " windows of " + known.f0 + " ms sliding by " + known.f1 + " ms, not of "
                        + window.sizeMillis() + " ms sliding by " + window.slideMillis() + " ms");
            }
        }
    }

    /** Remembers the windows. */
    void snapshot() throws Exception {
        remembered.clear();
        remembered.add(Tuple2.of(window.sizeMillis(), window.slideMillis()));
    }

    private static ListStateDescriptor<Tuple2<Long, Long>> windowSpecDescriptor() {
        return new ListStateDescriptor<>("window-spec", Types.TUPLE(Types.LONG, Types.LONG));
    }
}
