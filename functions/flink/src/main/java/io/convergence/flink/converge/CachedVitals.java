package io.convergence.flink.converge;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.flink.state.StateAccess;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Vitals of a kind of one host in memory, with their changes since they were last written. A stored entry is read when it is
 * first used: most evaluations need none. Values may be changed by their users, who then put them again. An entry that is added
 * and removed between two writes is not stored. Not thread-safe.
 *
 * @param <K> type of the keys of the vitals
 */
final class CachedVitals<K> {
    /** Memory of an entry without its value, bytes: the entries of the maps and the key, rounded up. */
    private static final long ENTRY_BYTES = 150;

    private final boolean storesObjects;
    private final Source<K> source;
    private final Map<K, Entry> entries = new HashMap<>();
    private long bytes;

    /**
     * No entries yet.
     *
     * @param storesObjects whether the state stores the objects that are put into it, so that it needs copies of its own
     * @param source reads stored entries
     */
    CachedVitals(boolean storesObjects, Source<K> source) {
        this.storesObjects = storesObjects;
        this.source = source;
    }

    /** The vitals of a host for which nothing is stored. */
    static <K> CachedVitals<K> none(boolean storesObjects) {
        return new CachedVitals<>(storesObjects, (key, cache) -> {});
    }

    /** Reads stored entries. */
    interface Source<K> {
        /** Calls {@link #restore} for an entry that the cache does not have, if it is stored; and for others, as it sees fit. */
        void read(K key, CachedVitals<K> cache) throws Exception;
    }

    /** A value, null when it was removed, and how it differs from the state. */
    private static final class Entry {
        private @Nullable VitalHistograms value;
        private long bytes;
        private Place place = Place.NOWHERE;
        private boolean isChanged;
    }

    /** Where the state has an entry. */
    enum Place {
        /** It is not stored. */
        NOWHERE,
        /** It is an entry of its own. */
        APART,
        /** It is part of a value of several entries. */
        TOGETHER
    }

    /** Stores changes. */
    interface Changes<K> {
        /**
         * Stores an entry, which belongs to the cache: see {@link #unshared}.
         *
         * @param before where it has been stored until now
         * @return where it is stored now
         */
        Place put(K key, VitalHistograms value, Place before) throws Exception;

        /** Removes an entry that is stored. */
        void remove(K key, Place before) throws Exception;
    }

    /** Adds an entry that is stored and that the cache does not have. */
    void restore(K key, VitalHistograms value, Place place) {
        Entry entry = new Entry();
        entry.place = place;
        entries.put(key, entry);
        set(entry, unshared(value));
    }

    /** The value of a key, or null. */
    @Nullable
    VitalHistograms get(K key) {
        Entry entry = known(key);
        return entry == null ? null : entry.value;
    }

    /** Sets the value of a key. */
    void put(K key, VitalHistograms value) {
        Entry entry = known(key);
        if (entry == null) {
            entry = new Entry();
            entries.put(key, entry);
        }
        set(entry, value);
        entry.isChanged = true;
    }

    /** Removes a key. */
    void remove(K key) {
        Entry entry = known(key);
        if (entry == null || entry.value == null) {
            return;
        }
        bytes -= entry.bytes;
        if (entry.place != Place.NOWHERE) {
            entry.value = null;
            entry.isChanged = true;
            entry.bytes = ENTRY_BYTES;
            bytes += ENTRY_BYTES;
        } else {
            entries.remove(key);
        }
    }

    /** Stores the entries that have changed since the last call. */
    void writeChanges(Changes<K> changes) throws Exception {
        for (Iterator<Map.Entry<K, Entry>> all = entries.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<K, Entry> next = all.next();
            Entry entry = next.getValue();
            if (!entry.isChanged) {
                continue;
            }
            if (entry.value == null) {
                changes.remove(next.getKey(), entry.place);
                bytes -= entry.bytes;
                all.remove();
            } else {
                entry.place = changes.put(next.getKey(), entry.value, entry.place);
                entry.isChanged = false;
            }
        }
    }

    /** Passes on the entries that are stored with others, as objects that the state may store. */
    void forEachTogether(BiConsumer<K, VitalHistograms> consumer) {
        entries.forEach((key, entry) -> {
            if (entry.value != null && entry.place == Place.TOGETHER) {
                consumer.accept(key, unshared(entry.value));
            }
        });
    }

    /** Number of entries that were read or put, and of those that were removed since changes were stored. */
    int size() {
        return entries.size();
    }

    /** Number of entries that have changed since changes were stored. */
    int changes() {
        int changes = 0;
        for (Entry entry : entries.values()) {
            changes += entry.isChanged ? 1 : 0;
        }
        return changes;
    }

    /** Memory of the entries in bytes, estimated. */
    long heapBytes() {
        return bytes;
    }

    /** The vitals as an object that the state may store: a copy when the state stores objects. */
    VitalHistograms unshared(VitalHistograms vitals) {
        return storesObjects ? vitals.copy() : vitals;
    }

    /** Whether the cache has an entry, without reading it. */
    boolean has(K key) {
        return entries.containsKey(key);
    }

    /** The entry of a key, which is read if it is stored. */
    private @Nullable Entry known(K key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            StateAccess.write(() -> source.read(key, this));
            entry = entries.get(key);
        }
        return entry;
    }

    private void set(Entry entry, VitalHistograms value) {
        long size = ENTRY_BYTES + value.heapBytes();
        bytes += size - entry.bytes;
        entry.bytes = size;
        entry.value = value;
    }
}
