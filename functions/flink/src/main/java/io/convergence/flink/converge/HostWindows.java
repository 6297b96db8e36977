package io.convergence.flink.converge;

import io.convergence.core.convergence.HostWindow;
import io.convergence.core.window.HostKey;
import io.convergence.flink.state.HostWindowFormat;
import io.convergence.flink.state.StateDescriptors;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The windows of hosts in keyed state, with a bounded write-behind cache of decoded windows. A cached window is read and
 * changed in memory and written to the state when a checkpoint is taken, so a host that is evaluated several times
 * between two checkpoints is decoded and encoded once. Changes after the last checkpoint are lost with the task, like the
 * changes of any state. Not thread-safe.
 *
 * <p>A window that does not fit into the cache is read from the state and written to it at once. No window is removed in
 * favour of another one: hosts are visited in turns, and evicting the oldest would then remove each before it is used
 * again.
 */
final class HostWindows {
    private final ValueState<HostWindow> state;
    private final long capacity;
    private final Map<HostKey, CachedWindow> cached = new HashMap<>();
    private long bytes;

    /** The state of a host's window. */
    static ValueStateDescriptor<HostWindow> descriptor() {
        return StateDescriptors.value("host-window", new HostWindowFormat());
    }

    /**
     * The windows in a state.
     *
     * @param capacity most bytes of cached windows, as estimated by {@link HostWindow#heapBytes()}; 0 for no cache
     */
    HostWindows(ValueState<HostWindow> state, long capacity) {
        this.state = state;
        this.capacity = capacity;
    }

    /** The window of the current key, or null without one. Changes of it take effect with {@link #put}. */
    @Nullable
    HostWindow get(HostKey currentKey) throws Exception {
        CachedWindow entry = cached.get(currentKey);
        return entry == null ? state.value() : entry.window;
    }

    /** Stores the window of the current key. */
    void put(HostWindow window) throws Exception {
        if (capacity == 0) {
            state.update(window);
            return;
        }
        long size = window.heapBytes();
        CachedWindow entry = cached.get(window.key());
        long others = entry == null ? bytes : bytes - entry.bytes;
        if (others + size > capacity) {
            forget(window.key());
            state.update(window);
            return;
        }
        if (entry == null) {
            entry = new CachedWindow(window);
            cached.put(window.key(), entry);
        }
        entry.bytes = size;
        entry.isChanged = true;
        bytes = others + size;
    }

    /** Removes the window of the current key. */
    void remove(HostKey currentKey) {
        forget(currentKey);
        state.clear();
    }

    /**
     * Writes all changed windows to the state. When more than half of the cache is in use, windows that have not changed
     * since the last call make room for others.
     *
     * @param select makes a key the current one of the state
     */
    void flush(Consumer<HostKey> select) throws Exception {
        boolean isCrowded = bytes > capacity / 2;
        for (Iterator<Map.Entry<HostKey, CachedWindow>> entries =
                        cached.entrySet().iterator();
                entries.hasNext(); ) {
            Map.Entry<HostKey, CachedWindow> next = entries.next();
            CachedWindow entry = next.getValue();
            if (entry.isChanged) {
                select.accept(next.getKey());
                state.update(entry.window);
                entry.isChanged = false;
            } else if (isCrowded) {
                bytes -= entry.bytes;
                entries.remove();
            }
        }
    }

    private void forget(HostKey key) {
        CachedWindow entry = cached.remove(key);
        if (entry != null) {
            bytes -= entry.bytes;
        }
    }

    /** A decoded window, whether it differs from the state, and its estimated size. */
    private static final class CachedWindow {
        private final HostWindow window;
        private long bytes;
        private boolean isChanged;

        CachedWindow(HostWindow window) {
            this.window = window;
        }
    }
}
