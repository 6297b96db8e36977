package io.convergence.flink.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.convergence.HostWindow;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.RumPartial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostWindowsTest {
    private static final HostKey A = new HostKey("acme", "a");
    private static final HostKey B = new HostKey("acme", "b");
    private static final long SIZE = new HostWindow(A).heapBytes();

    private final KeyedValues state = new KeyedValues();

    @Test
    void aCachedWindowIsWrittenWithTheCheckpointOnly() throws Exception {
        HostWindows windows = new HostWindows(state, 10 * SIZE);
        HostWindow window = new HostWindow(A);
        state.select(A);
        windows.put(window);
        assertThat(windows.get(A)).isSameAs(window);
        windows.put(window);
        assertThat(state.accesses).isEmpty();

        state.select(B);
        windows.flush(state::select);
        assertThat(state.accesses).containsExactly("write a");
        assertThat(state.values).containsEntry(A, window);

        windows.flush(state::select);
        assertThat(state.accesses).containsExactly("write a");
    }

    @Test
    void aWindowThatDoesNotFitIsReadAndWrittenAtOnce() throws Exception {
        HostWindows windows = new HostWindows(state, SIZE);
        state.select(A);
        windows.put(new HostWindow(A));
        state.select(B);
        windows.put(new HostWindow(B));
        windows.get(B);
        assertThat(state.accesses).containsExactly("write b", "read b");

        windows.flush(state::select);
        assertThat(state.accesses).containsExactly("write b", "read b", "write a");
    }

    @Test
    void aWindowThatGrowsBeyondTheCacheLeavesIt() throws Exception {
        HostWindows windows = new HostWindows(state, SIZE + 1);
        state.select(A);
        HostWindow window = new HostWindow(A);
        windows.put(window);
        window.lateViews().add(new RumPartial("shop", "/", ConvergeScript.START, RumPartial.ON_TIME));
        windows.put(window);
        assertThat(state.accesses).containsExactly("write a");

        state.select(B);
        windows.put(new HostWindow(B));
        assertThat(state.accesses).containsExactly("write a");
    }

    @Test
    void aCrowdedCacheForgetsWindowsThatDidNotChange() throws Exception {
        HostWindows windows = new HostWindows(state, SIZE);
        state.select(A);
        windows.put(new HostWindow(A));
        windows.flush(state::select);
        windows.flush(state::select);
        state.select(B);
        windows.put(new HostWindow(B));
        assertThat(state.accesses).containsExactly("write a");
        state.select(A);
        assertThat(windows.get(A)).isNotNull();
        assertThat(state.accesses).containsExactly("write a", "read a");
    }

    @Test
    void aRemovedWindowIsInNeither() throws Exception {
        HostWindows windows = new HostWindows(state, 10 * SIZE);
        state.select(A);
        windows.put(new HostWindow(A));
        windows.flush(state::select);
        windows.remove(A);
        assertThat(windows.get(A)).isNull();
        windows.flush(state::select);
        assertThat(state.values).isEmpty();
    }

    @Test
    void withoutCapacityEveryAccessReachesTheState() throws Exception {
        HostWindows windows = new HostWindows(state, 0);
        state.select(A);
        windows.put(new HostWindow(A));
        windows.get(A);
        windows.flush(state::select);
        assertThat(state.accesses).containsExactly("write a", "read a");
    }

    /** Keyed state that lists every access. */
    private static final class KeyedValues implements ValueState<HostWindow> {
        private final Map<HostKey, HostWindow> values = new HashMap<>();
        private final List<String> accesses = new ArrayList<>();
        private HostKey key = A;

        void select(HostKey next) {
            key = next;
        }

        @Override
        public @Nullable HostWindow value() {
            accesses.add("read " + key.host());
            return values.get(key);
        }

        @Override
        public void update(HostWindow window) {
            accesses.add("write " + key.host());
            values.put(key, window);
        }

        @Override
        public void clear() {
            values.remove(key);
        }
    }
}
