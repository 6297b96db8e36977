package io.convergence.flink.converge;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.flink.state.PackedVitals;
import io.convergence.flink.state.StateAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Vitals of a kind of one host in memory, with their changes since they were last written. A stored entry is read when it is
 * first used: most evaluations need none. An entry that is added and removed between two writes is not stored. Not thread-safe.
 *
 * <p>Values are packed and take a sixth of the memory of histograms. Most values of slices are read twice only: when the slice
 * enters the window and when it leaves.
 *
 * @param <K> type of the keys of the vitals
 */
final class CachedVitals<K> {
    /** Memory of an entry without the bytes of its value: the objects and the entry of the map, rounded up. */
    private static final long ENTRY_BYTES = 150;

    private final Source<K> source;
    private final Map<K, Entry<K>> entries = new HashMap<>();

    /** The entries that have changed, and some that were removed again before they were stored. */
    private final List<Entry<K>> changed = new ArrayList<>(0);

    private long bytes;

    /**
     * No entries yet.
     *
     * @param source reads stored entries
     */
    CachedVitals(Source<K> source) {
        this.source = source;
    }

    /** The vitals of a host for which nothing is stored. */
    static <K> CachedVitals<K> none() {
        return new CachedVitals<>((key, cache) -> {});
    }

    /** Reads stored entries. */
    interface Source<K> {
        /** Calls {@link #restore} for an entry that the cache does not have, if it is stored; and for others, as it sees fit. */
        void read(K key, CachedVitals<K> cache) throws Exception;

        /**
         * Calls {@link #restore} for the stored entries that the cache does not have and that will be part of the same value as
         * a new entry, so that the new value contains them.
         */
        default void readBeside(K newKey, CachedVitals<K> cache) throws Exception {}
    }

    /** A value, null when it was removed, and how it differs from the state. */
    private static final class Entry<K> {
        private final K key;
        private @Nullable PackedVitals value;
        private Place place = Place.NOWHERE;
        private boolean isChanged;

        Entry(K key) {
            this.key = key;
        }
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
         * Stores an entry.
         *
         * @param before where it has been stored until now
         * @return where it is stored now
         */
        Place put(K key, PackedVitals value, Place before) throws Exception;

        /** Removes an entry that is stored. */
        void remove(K key, Place before) throws Exception;
    }

    /** Adds an entry that is stored and that the cache does not have. */
    void restore(K key, PackedVitals value, Place place) {
        Entry<K> entry = entryOf(key);
        entry.place = place;
        set(entry, value);
    }

    /** The value of a key as an object that the caller may change, or null. */
    @Nullable
    VitalHistograms get(K key) {
        Entry<K> entry = known(key);
        return entry == null || entry.value == null ? null : entry.value.vitals();
    }

    /** Sets the value of a key. */
    void put(K key, VitalHistograms value) {
        Entry<K> entry = known(key);
        update(entry == null ? entryOf(key) : entry, value);
    }

    /** Sets the value of a key that is not stored, without reading it. */
    void add(K key, VitalHistograms value) {
        Entry<K> entry = entries.get(key);
        if (entry == null) {
            StateAccess.write(() -> source.readBeside(key, this));
            entry = entryOf(key);
        }
        update(entry, value);
    }

    /** Removes a key. */
    void remove(K key) {
        Entry<K> entry = known(key);
        if (entry == null || entry.value == null) {
            return;
        }
        set(entry, null);
        if (entry.place != Place.NOWHERE) {
            change(entry);
        } else {
            entries.remove(key);
            bytes -= ENTRY_BYTES;
        }
    }

    /** Stores the entries that have changed since the last call. */
    void writeChanges(Changes<K> changes) throws Exception {
        for (Entry<K> entry : changed) {
            entry.isChanged = false;
            if (entry.value != null) {
                entry.place = changes.put(entry.key, entry.value, entry.place);
            } else if (entry.place != Place.NOWHERE) {
                changes.remove(entry.key, entry.place);
                entries.remove(entry.key);
                bytes -= ENTRY_BYTES;
            }
        }
        changed.clear();
    }

    /** Passes on the entries that are stored with others. */
    void forEachTogether(BiConsumer<K, PackedVitals> consumer) {
        entries.forEach((key, entry) -> {
            if (entry.value != null && entry.place == Place.TOGETHER) {
                consumer.accept(key, entry.value);
            }
        });
    }

    /** Number of entries that were read or put, and of those that were removed since changes were stored. */
    int size() {
        return entries.size();
    }

    /** Number of entries that have changed since changes were stored, with those that were added and removed again. */
    int changes() {
        return changed.size();
    }

    /** Memory of the entries in bytes, estimated. */
    long heapBytes() {
        return bytes;
    }

    /** Whether the cache has an entry, without reading it. */
    boolean has(K key) {
        return entries.containsKey(key);
    }

    /** The entry of a key, which is read if it is stored. */
    private @Nullable Entry<K> known(K key) {
        Entry<K> entry = entries.get(key);
        if (entry == null) {
            StateAccess.write(() -> source.read(key, this));
            entry = entries.get(key);
        }
        return entry;
    }

    /** A new entry for a key that has none. */
    private Entry<K> entryOf(K key) {
        Entry<K> entry = new Entry<>(key);
        entries.put(key, entry);
        bytes += ENTRY_BYTES;
        return entry;
    }

    private void update(Entry<K> entry, VitalHistograms value) {
        set(entry, PackedVitals.of(value));
        change(entry);
    }

    private void change(Entry<K> entry) {
        if (!entry.isChanged) {
            entry.isChanged = true;
            changed.add(entry);
        }
    }

    private void set(Entry<K> entry, @Nullable PackedVitals value) {
        bytes += length(value) - length(entry.value);
        entry.value = value;
    }

    private static int length(@Nullable PackedVitals value) {
        return value == null ? 0 : value.length();
    }
}
