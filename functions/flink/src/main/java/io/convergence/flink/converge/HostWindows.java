package io.convergence.flink.converge;

import io.convergence.core.convergence.HostWindow;
import io.convergence.core.window.HostKey;
import io.convergence.flink.state.HostWindowFormat;
import io.convergence.flink.state.StateDescriptors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * <p>A host that does not fit into the cache is read from the state and written to it at once. No host that is in use is removed
 * in favour of another one: hosts are visited in turns, and evicting the oldest would then remove each before it is used again.
 */
final class HostWindows {
    /** Flushes without a change after which a host makes room for others: with a checkpoint every ten seconds two minutes. */
    private static final int IDLE_FLUSHES = 12;

    private final ValueState<HostWindow> state;
    private final KeyedHostMemory memory;
    private final long capacity;
    private final boolean storesObjects;
    private final HostWindowFormat format = new HostWindowFormat();
    private final Map<HostKey, DecodedHost> cached = new HashMap<>();

    /** The cached hosts that have changed since the last flush, and some that have left the cache since they changed. */
    private final List<DecodedHost> changed = new ArrayList<>();

    private @Nullable DecodedHost current;
    private long bytes;
    private long flushes;

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
     * @param storesObjects whether the state stores the objects that are put into it, and may write them while a checkpoint
     *     is completed: then it gets copies, because cached objects are changed in place
     */
    HostWindows(ValueState<HostWindow> state, KeyedHostMemory memory, long capacity, boolean storesObjects) {
        this.state = state;
        this.memory = memory;
        this.capacity = capacity;
        this.storesObjects = storesObjects;
        this.isFull = capacity == 0;
    }

    /**
     * The window of the current key, or null without one. Changes of it and of its vitals in the memory take effect with {@link
     * #put}.
     */
    @Nullable
    HostWindow get(HostKey currentKey) throws Exception {
        DecodedHost host = cached.get(currentKey);
        if (host == null) {
            HostWindow stored = state.value();
            host = stored == null ? null : new DecodedHost(stored, memory.stored());
        }
        use(host);
        return host == null ? null : host.window;
    }

    /** Whether a host is cached. */
    boolean isCached(HostKey key) {
        return cached.containsKey(key);
    }

    /** Prepares the memory for the current key, which has no state. Its window is stored with {@link #put}. */
    void add(HostWindow window) {
        use(new DecodedHost(window, HostVitals.none()));
    }

    /** Stores the window of the current key, which {@link #get} returned or {@link #add} took, and which must not be used on. */
    void put(HostWindow window) throws Exception {
        DecodedHost host = Objects.requireNonNull(current, "the current host has no window");
        boolean isCached = cached.containsKey(window.key());
        long size = window.heapBytes() + host.vitals.heapBytes();
        long others = bytes - host.bytes;
        if ((!isCached && isFull) || others + size > capacity) {
            isFull = true;
            memory.write(host.vitals);
            state.update(window);
            forget(window.key());
            return;
        }
        if (!isCached) {
            // The object is that of the state when the state stores objects.
            host.window = unshared(window);
            cached.put(window.key(), host);
        }
        host.bytes = size;
        if (!host.isChanged) {
            host.isChanged = true;
            changed.add(host);
        }
        bytes = others + size;
    }

    /** Removes the window and all other state of the current key. */
    void remove(HostKey currentKey) {
        forget(currentKey);
        state.clear();
        memory.clear();
    }

    /**
     * Writes all changed hosts to the state. Where a host did not fit since the last call, hosts that have not changed for {@value
     * #IDLE_FLUSHES} calls make room for others.
     *
     * @param select makes a key the current one of the state
     */
    void flush(Consumer<HostKey> select) throws Exception {
        flushes++;
        for (DecodedHost host : changed) {
            if (host.isChanged) {
                select.accept(host.window.key());
                state.update(unshared(host.window));
                memory.write(host.vitals);
                host.isChanged = false;
                host.lastFlush = flushes;
            }
        }
        changed.clear();
        if (isFull) {
            forgetIdle();
        }
        isFull = capacity == 0;
    }

    private void forgetIdle() {
        for (Iterator<DecodedHost> hosts = cached.values().iterator(); hosts.hasNext(); ) {
            DecodedHost host = hosts.next();
            if (flushes - host.lastFlush >= IDLE_FLUSHES) {
                bytes -= host.bytes;
                hosts.remove();
            }
        }
    }

    private HostWindow unshared(HostWindow window) throws IOException {
        return storesObjects ? format.copy(window) : window;
    }

    private void use(@Nullable DecodedHost host) {
        current = host;
        memory.use(host == null ? null : host.vitals);
    }

    private void forget(HostKey key) {
        DecodedHost host = cached.remove(key);
        if (host != null) {
            bytes -= host.bytes;
            host.isChanged = false;
        }
        use(null);
    }

    /** A decoded host; where it is cached also its estimated size, whether it differs from the state, and its last flush. */
    private static final class DecodedHost {
        private final HostVitals vitals;
        private HostWindow window;
        private long bytes;
        private boolean isChanged;
        private long lastFlush;

        DecodedHost(HostWindow window, HostVitals vitals) {
            this.window = window;
            this.vitals = vitals;
        }
    }
}
