package io.convergence.flink.converge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.convergence.HostWindow;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.RumPartial;
import io.convergence.flink.state.AppSlice;
import io.convergence.flink.state.SmallSlices;
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
    private static final long CAPACITY = 1_000_000;
    private static final int BINS = 201;

    private final KeyedValues state = new KeyedValues();
    private final KeyedMap<AppSlice, VitalHistograms> slices = new KeyedMap<>(() -> state.key, state.accesses);
    private final KeyedMap<String, VitalHistograms> totals = new KeyedMap<>(() -> state.key, state.accesses);
    private final KeyedMap<String, SmallSlices> small = new KeyedMap<>(() -> state.key, state.accesses);
    private final KeyedHostMemory memory = new KeyedHostMemory(
            new SliceVitals(slices, small), totals, new KeyedMap<>(() -> state.key, state.accesses));

    @Test
    void aCachedWindowIsWrittenWithTheCheckpointOnly() throws Exception {
        HostWindows windows = new HostWindows(state, memory, 10 * SIZE, false);
        HostWindow window = new HostWindow(A);
        state.select(A);
        add(windows, window);
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
        HostWindows windows = new HostWindows(state, memory, SIZE, false);
        state.select(A);
        add(windows, new HostWindow(A));
        state.select(B);
        add(windows, new HostWindow(B));
        windows.get(B);
        assertThat(state.accesses).containsExactly("write b", "read b");

        windows.flush(state::select);
        assertThat(state.accesses).containsExactly("write b", "read b", "write a");
    }

    @Test
    void aWindowThatGrowsBeyondTheCacheLeavesIt() throws Exception {
        HostWindows windows = new HostWindows(state, memory, SIZE + 1, false);
        state.select(A);
        HostWindow window = new HostWindow(A);
        add(windows, window);
        requireNonNull(windows.get(A))
                .lateViews()
                .add(new RumPartial("shop", ConvergeScript.START, RumPartial.ON_TIME));
        windows.put(window);
        assertThat(state.accesses).containsExactly("write a");

        // Until the next checkpoint it is not loaded again, nor is another host.
        state.select(B);
        add(windows, new HostWindow(B));
        assertThat(state.accesses).containsExactly("write a", "write b");
        windows.flush(state::select);
        add(windows, new HostWindow(B));
        assertThat(state.accesses).containsExactly("write a", "write b");
    }

    @Test
    void aFullCacheForgetsWindowsThatHaveNotChangedForLong() throws Exception {
        HostWindows windows = new HostWindows(state, memory, SIZE, false);
        state.select(A);
        add(windows, new HostWindow(A));
        for (int flush = 0; flush <= 12; flush++) {
            state.select(A);
            assertThat(windows.isCached(A)).as("flush %d", flush).isTrue();
            state.select(B);
            add(windows, new HostWindow(B));
            assertThat(windows.isCached(B)).isFalse();
            windows.flush(state::select);
        }
        assertThat(windows.isCached(A)).isFalse();
        add(windows, new HostWindow(B));
        assertThat(windows.isCached(B)).isTrue();
        state.select(A);
        assertThat(windows.get(A)).isNotNull();
        assertThat(state.accesses).filteredOn(access -> access.endsWith(" a")).containsExactly("write a", "read a");
    }

    @Test
    void aCacheWithRoomForgetsNoWindow() throws Exception {
        HostWindows windows = new HostWindows(state, memory, SIZE, false);
        state.select(A);
        add(windows, new HostWindow(A));
        for (int flush = 0; flush < 100; flush++) {
            windows.flush(state::select);
        }
        assertThat(windows.isCached(A)).isTrue();
    }

    @Test
    void aRemovedWindowIsInNeither() throws Exception {
        HostWindows windows = new HostWindows(state, memory, 10 * SIZE, false);
        state.select(A);
        add(windows, new HostWindow(A));
        windows.flush(state::select);
        windows.remove(A);
        assertThat(windows.get(A)).isNull();
        windows.flush(state::select);
        assertThat(state.values).isEmpty();
    }

    @Test
    void withoutCapacityEveryAccessReachesTheState() throws Exception {
        HostWindows windows = new HostWindows(state, memory, 0, false);
        state.select(A);
        add(windows, new HostWindow(A));
        windows.get(A);
        windows.flush(state::select);
        assertThat(state.accesses).containsExactly("write a", "read a");
    }

    @Test
    void vitalsOfACachedHostAreWrittenWithTheCheckpointOnly() throws Exception {
        HostWindows windows = new HostWindows(state, memory, CAPACITY, false);
        HostWindow window = new HostWindow(A);
        state.select(A);
        windows.add(window);
        memory.putSliceVitals("shop", 10_000, vitals(1200));
        memory.putSliceVitals("shop", 20_000, vitals(1300));
        memory.putWindowVitals("shop", vitals(1200));
        memory.removeSliceVitals("shop", 10_000);
        windows.put(window);
        assertThat(state.accesses).isEmpty();

        state.select(B);
        windows.add(new HostWindow(B));
        assertThat(memory.sliceVitals("shop", 20_000)).isNull();
        state.accesses.clear();
        windows.flush(state::select);
        assertThat(state.accesses)
                .containsExactly("write a", "write a " + new AppSlice("shop", 20_000), "write a shop");
        assertThat(slices.of(A)).containsOnlyKeys(new AppSlice("shop", 20_000));
        assertThat(totals.of(A)).containsEntry("shop", vitals(1200));
    }

    @Test
    void aStoredSliceThatIsRemovedLeavesTheStateWithTheNextCheckpoint() throws Exception {
        HostWindows windows = new HostWindows(state, memory, CAPACITY, false);
        slices.of(A).put(new AppSlice("shop", 10_000), vitals(1200));
        slices.of(A).put(new AppSlice("shop", 20_000), vitals(1300));
        state.values.put(A, new HostWindow(A));
        state.select(A);
        windows.put(requireNonNull(windows.get(A)));
        windows.get(A);
        state.accesses.clear();
        assertThat(memory.sliceVitals("shop", 10_000)).isEqualTo(vitals(1200));
        memory.removeSliceVitals("shop", 10_000);
        assertThat(memory.sliceVitals("shop", 10_000)).isNull();
        windows.put(requireNonNull(windows.get(A)));
        assertThat(slices.of(A)).hasSize(2);

        windows.flush(state::select);
        assertThat(slices.of(A)).containsOnlyKeys(new AppSlice("shop", 20_000));
        windows.flush(state::select);
        assertThat(state.accesses)
                .containsExactly(
                        "read a shop",
                        "read a " + new AppSlice("shop", 10_000),
                        "write a",
                        "remove a " + new AppSlice("shop", 10_000));
    }

    @Test
    void aHostThatOutgrowsTheCacheTakesItsVitalsToTheState() throws Exception {
        HostWindows windows = new HostWindows(state, memory, SIZE + 100, false);
        HostWindow window = new HostWindow(A);
        state.select(A);
        windows.add(window);
        memory.putSliceVitals("shop", 10_000, vitals(1200));
        windows.put(window);
        assertThat(slices.of(A)).containsOnlyKeys(new AppSlice("shop", 10_000));
        windows.get(A);
        assertThat(memory.sliceVitals("shop", 10_000)).isEqualTo(vitals(1200));
        assertThat(state.accesses)
                .containsExactly(
                        "write a " + new AppSlice("shop", 10_000),
                        "write a",
                        "read a",
                        "read a shop",
                        "read a " + new AppSlice("shop", 10_000));
    }

    @Test
    void aRemovedHostHasNoVitals() throws Exception {
        HostWindows windows = new HostWindows(state, memory, CAPACITY, false);
        HostWindow window = new HostWindow(A);
        state.select(A);
        windows.add(window);
        memory.putSliceVitals("shop", 10_000, vitals(1200));
        windows.put(window);
        windows.flush(state::select);
        windows.get(A);
        windows.remove(A);
        assertThat(slices.of(A)).isEmpty();
        assertThat(windows.get(A)).isNull();
    }

    @Test
    void objectsInTheStateAreNotChangedWithTheCache() throws Exception {
        HostWindows windows = new HostWindows(state, memory, CAPACITY, true);
        HostWindow stored = new HostWindow(A);
        VitalHistograms storedVitals = vitals(1200);
        state.values.put(A, stored);
        slices.of(A).put(new AppSlice("shop", 10_000), storedVitals);
        state.select(A);
        windows.put(requireNonNull(windows.get(A)));
        HostWindow cached = requireNonNull(windows.get(A));
        cached.scheduledFor(20_000);
        addTo(10_000);
        windows.put(cached);
        assertThat(stored.scheduledFor()).isEqualTo(Long.MAX_VALUE);
        assertThat(storedVitals).isEqualTo(vitals(1200));

        windows.flush(state::select);
        HostWindow written = requireNonNull(state.values.get(A));
        VitalHistograms writtenVitals = requireNonNull(slices.of(A).get(new AppSlice("shop", 10_000)));
        windows.get(A);
        cached.scheduledFor(30_000);
        addTo(10_000);
        assertThat(written.scheduledFor()).isEqualTo(20_000);
        assertThat(writtenVitals.count(Vital.LCP)).isEqualTo(BINS + 1);
    }

    private static void add(HostWindows windows, HostWindow window) throws Exception {
        windows.add(window);
        windows.put(window);
    }

    /** Changes the vitals of a slice in place and puts them again. */
    private void addTo(long sliceStart) {
        VitalHistograms changed = requireNonNull(memory.sliceVitals("shop", sliceStart));
        changed.add(Vital.LCP, 1300.0);
        memory.putSliceVitals("shop", sliceStart, changed);
    }

    /** Values in bins of their own, which are too many to be stored with other slices. */
    private static VitalHistograms vitals(double lcp) {
        VitalHistograms vitals = new VitalHistograms();
        for (int value = 0; value < BINS; value++) {
            vitals.add(Vital.LCP, lcp * Math.pow(1.03, value));
        }
        return vitals;
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
