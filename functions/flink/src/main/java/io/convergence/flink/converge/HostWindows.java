package io.convergence.flink.converge;

import io.convergence.core.convergence.HostWindow;
import io.convergence.core.window.HostKey;
import io.convergence.flink.state.HostWindowFormat;
import io.convergence.flink.state.StateDescriptors;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The windows of hosts in keyed state, with a bounded write-behind cache of decoded hosts: a window and all vitals. A cached
 * host is read and changed in memory and written to the state when a checkpoint is taken, so a host that is evaluated
 * several times between two checkpoints is decoded and encoded once, and vitals that enter and leave in between are never
 * stored. Changes after the last checkpoint are lost with the task, like the changes of any state. Not thread-safe.
 *
 * <p>A host that does not fit into the cache is read from the state and written to it at once. No host is removed in
 * favour of another one: hosts are visited in turns, and evicting the oldest would then remove each before it is used
 * again.
 */
final class HostWindows {
    private final ValueState<HostWindow> state;
    private final KeyedHostMemory memory;
    private final long capacity;
    private final boolean storesObjects;
    private final HostWindowFormat format = new HostWindowFormat();
    private final Map<HostKey, CachedHost> cached = new HashMap<>();
    private long bytes;

    /** Whether a host did not fit since the last flush; no other one is loaded from the state until then. */
    private boolean isFull;

    /** The state of a host's window. */
    static ValueStateDescriptor<HostWindow> descriptor() {
        return StateDescriptors.value("host-window", new HostWindowFormat());
    }

    /**
     * The windows in a state.
     *
     * @param memory other states of the same hosts, whose vitals are cached with the windows
     * @param capacity most bytes of cached hosts, as estimated by {@link HostWindow#heapBytes()} and {@link
     *     HostVitals#heapBytes()}; 0 for no cache
     * @param storesObjects whether the states store the objects that are put into them, and may write them while a
     *     checkpoint is completed: then they get copies, because cached objects are changed in place
     */
    HostWindows(ValueState<HostWindow> state, KeyedHostMemory memory, long capacity, boolean storesObjects) {
        this.state = state;
        this.memory = memory;
        this.capacity = capacity;
        this.storesObjects = storesObjects;
        this.isFull = capacity == 0;
    }

    /**
     * The window of the current key, or null without one. Changes of it take effect with {@link #put}. The memory uses the
     * vitals of the same host from now on.
     */
    @Nullable
    HostWindow get(HostKey currentKey) throws Exception {
        CachedHost entry = cached.get(currentKey);
        memory.use(entry == null ? null : entry.vitals);
        return entry == null ? state.value() : entry.window;
    }

    /** Whether a host is cached. */
    boolean isCached(HostKey key) {
        return cached.containsKey(key);
    }

    /** Prepares the memory for the current key, which has no state. Its window is stored with {@link #put}. */
    void add(HostWindow window) {
        if (!isFull && bytes + window.heapBytes() <= capacity) {
            add(window, HostVitals.none(storesObjects));
        }
    }

    /** Stores the window of the current key, which must not be used on. */
    void put(HostWindow window) throws Exception {
        CachedHost entry = cached.get(window.key());
        if (entry == null && !isFull) {
            // The object is that of the state when the state stores objects.
            entry = add(unshared(window), memory.read(HostVitals.none(storesObjects)));
        }
        if (entry == null) {
            state.update(window);
            return;
        }
        long size = window.heapBytes() + entry.vitals.heapBytes();
        long others = bytes - entry.bytes;
        if (others + size > capacity) {
            isFull = true;
            memory.write(entry.vitals);
            forget(window.key());
            state.update(window);
            return;
        }
        entry.bytes = size;
        entry.isChanged = true;
        bytes = others + size;
    }

    /** Removes the window and all other state of the current key. */
    void remove(HostKey currentKey) {
        forget(currentKey);
        state.clear();
        memory.clear();
    }

    /**
     * Writes all changed hosts to the state. When more than half of the cache is in use, hosts that have not changed since
     * the last call make room for others.
     *
     * @param select makes a key the current one of the state
     */
    void flush(Consumer<HostKey> select) throws Exception {
        boolean isCrowded = bytes > capacity / 2;
        for (Iterator<Map.Entry<HostKey, CachedHost>> entries =
                        cached.entrySet().iterator();
                entries.hasNext(); ) {
            Map.Entry<HostKey, CachedHost> next = entries.next();
            CachedHost entry = next.getValue();
            if (entry.isChanged) {
                select.accept(next.getKey());
                state.update(unshared(entry.window));
                memory.write(entry.vitals);
                entry.isChanged = false;
            } else if (isCrowded) {
                bytes -= entry.bytes;
                entries.remove();
            }
        }
        isFull = capacity == 0;
    }

    private HostWindow unshared(HostWindow window) throws IOException {
        return storesObjects ? format.copy(window) : window;
    }

    private CachedHost add(HostWindow window, HostVitals vitals) {
        CachedHost entry = new CachedHost(window, vitals);
        cached.put(window.key(), entry);
        memory.use(vitals);
        return entry;
    }

    private void forget(HostKey key) {
        CachedHost entry = cached.remove(key);
        if (entry != null) {
            bytes -= entry.bytes;
            memory.use(null);
        }
    }

    /** A decoded host, whether it differs from the state, and its estimated size. */
    private static final class CachedHost {
        private final HostWindow window;
        private final HostVitals vitals;
        private long bytes;
        private boolean isChanged;

        CachedHost(HostWindow window, HostVitals vitals) {
            this.window = window;
            this.vitals = vitals;
        }
    }
}
