package io.convergence.flink.events;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * Values of a keyed state with a bounded write-behind cache of decoded ones. A cached value is read and changed in memory and
 * written to the state when a checkpoint is taken. Changes after the last checkpoint are lost with the task, like the changes
 * of any state. Not thread-safe.
 *
 * <p>A value that does not fit into the cache is read from the state and written to it at once. No value is removed in favour
 * of another one before the next checkpoint: keys come in turns, and evicting the oldest would then remove each before it is
 * used again.
 *
 * @param <K> type of the keys
 * @param <V> type of the values, which are changed in place
 */
public final class KeyedValues<K, V extends KeyedValues.Sized> {
    /** Estimated memory of an entry without its value, bytes. */
    private static final long ENTRY_BYTES = 250;

    private final ValueState<V> state;
    private final long capacity;
    private final Map<K, Entry<V>> cached = new HashMap<>();
    private long bytes;

    /** A value whose memory can be estimated. */
    public interface Sized {
        /** Estimated memory in bytes. */
        long heapBytes();
    }

    /** A cached value, its estimated size, and whether it differs from the state. */
    private static final class Entry<V> {
        private final V value;
        private long bytes;
        private boolean isChanged;

        Entry(V value) {
            this.value = value;
        }
    }

    /**
     * The values of a state.
     *
     * @param capacity most bytes of cached values; 0 for no cache
     */
    public KeyedValues(ValueState<V> state, long capacity) {
        this.state = state;
        this.capacity = capacity;
    }

    /** The value of the current key, or null. Changes of it take effect with {@link #put}. */
    public @Nullable V get(K currentKey) throws Exception {
        Entry<V> entry = cached.get(currentKey);
        return entry == null ? state.value() : entry.value;
    }

    /** Stores the value of the current key. */
    public void put(K currentKey, V value) throws Exception {
        Entry<V> entry = cached.get(currentKey);
        long size = capacity == 0 ? 0 : ENTRY_BYTES + value.heapBytes();
        long others = bytes - (entry == null ? 0 : entry.bytes);
        if (others + size > capacity || capacity == 0) {
            forget(currentKey);
            state.update(value);
            return;
        }
        if (entry == null) {
            entry = new Entry<>(value);
            cached.put(currentKey, entry);
        }
        entry.bytes = size;
        entry.isChanged = true;
        bytes = others + size;
    }

    /** Removes the value of the current key. */
    public void remove(K currentKey) {
        forget(currentKey);
        state.clear();
    }

    /**
     * Writes all changed values to the state. When more than half of the cache is in use, values that have not changed since
     * the last call make room for others.
     *
     * @param select makes a key the current one of the state
     */
    public void flush(Consumer<K> select) throws Exception {
        boolean isCrowded = bytes > capacity / 2;
        for (Iterator<Map.Entry<K, Entry<V>>> entries = cached.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<K, Entry<V>> next = entries.next();
            Entry<V> entry = next.getValue();
            if (entry.isChanged) {
                select.accept(next.getKey());
                state.update(entry.value);
                entry.isChanged = false;
            } else if (isCrowded) {
                bytes -= entry.bytes;
                entries.remove();
            }
        }
    }

    private void forget(K key) {
        Entry<V> entry = cached.remove(key);
        if (entry != null) {
            bytes -= entry.bytes;
        }
    }
}
