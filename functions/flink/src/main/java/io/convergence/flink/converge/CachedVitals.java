package io.convergence.flink.converge;

import io.convergence.core.vitals.VitalHistograms;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * All entries of a map state of one key in memory, with their changes since they were last written. Values may be changed
 * by their users, who then put them again. An entry that is added and removed between two writes is not stored.
 * Not thread-safe.
 *
 * @param <K> type of the keys in the map
 */
final class CachedVitals<K> {
    /** Memory of an entry without its value, bytes: the entries of the maps and the key, rounded up. */
    private static final long ENTRY_BYTES = 150;

    private final boolean storesObjects;
    private final Map<K, Entry> entries = new HashMap<>();
    private long bytes;

    /**
     * No entries.
     *
     * @param storesObjects whether the state stores the objects that are put into it, so that it needs copies of its own
     */
    CachedVitals(boolean storesObjects) {
        this.storesObjects = storesObjects;
    }

    /** A value, null when it was removed, and how it differs from the state. */
    private static final class Entry {
        private @Nullable VitalHistograms value;
        private long bytes;
        private boolean isStored;
        private boolean isChanged;
    }

    /** Adds the entries of the current key of a state. */
    void read(MapState<K, VitalHistograms> state) throws Exception {
        for (Map.Entry<K, VitalHistograms> stored : state.entries()) {
            put(stored.getKey(), unshared(stored.getValue()));
            Entry entry = entry(stored.getKey());
            entry.isStored = true;
            entry.isChanged = false;
        }
    }

    /** The value of a key, or null. */
    @Nullable
    VitalHistograms get(K key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value;
    }

    /** Sets the value of a key. */
    void put(K key, VitalHistograms value) {
        Entry entry = entry(key);
        entry.value = value;
        entry.isChanged = true;
        long size = ENTRY_BYTES + value.heapBytes();
        bytes += size - entry.bytes;
        entry.bytes = size;
    }

    /** Removes a key. */
    void remove(K key) {
        Entry entry = entries.get(key);
        if (entry == null || entry.value == null) {
            return;
        }
        bytes -= entry.bytes;
        if (entry.isStored) {
            entry.value = null;
            entry.isChanged = true;
            entry.bytes = ENTRY_BYTES;
            bytes += ENTRY_BYTES;
        } else {
            entries.remove(key);
        }
    }

    /** Writes the changes to the current key of the state. */
    void write(MapState<K, VitalHistograms> state) throws Exception {
        for (Iterator<Map.Entry<K, Entry>> all = entries.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<K, Entry> next = all.next();
            Entry entry = next.getValue();
            if (!entry.isChanged) {
                continue;
            }
            if (entry.value == null) {
                state.remove(next.getKey());
                bytes -= entry.bytes;
                all.remove();
            } else {
                state.put(next.getKey(), unshared(entry.value));
                entry.isStored = true;
                entry.isChanged = false;
            }
        }
    }

    /** Memory of the entries in bytes, estimated. */
    long heapBytes() {
        return bytes;
    }

    private VitalHistograms unshared(VitalHistograms vitals) {
        return storesObjects ? vitals.copy() : vitals;
    }

    private Entry entry(K key) {
        return entries.computeIfAbsent(key, added -> new Entry());
    }
}
