package io.convergence.core.vitals;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sorted sparse map from bin keys to positive counts, kept as two arrays, which is small in memory and merges in one
 * pass. Mutable, not thread-safe.
 */
final class BinCounts {
    private static final int[] EMPTY = {};
    private static final int FIRST_CAPACITY = 8;

    /** Fewer bins than this part of the present ones are looked up one by one; more are merged in one pass. */
    private static final int FEW = 8;

    /** Memory of the object and the headers of its arrays on a 64-bit JVM, rounded up. */
    private static final long OBJECT_BYTES = 80;

    private int[] keys;
    private int[] counts;
    private int size;

    BinCounts() {
        this(EMPTY, EMPTY, 0);
    }

    /**
     * Counts over arrays, which are not copied.
     *
     * @param keys ascending
     * @param counts positive, one for each key
     * @param size how many entries of both arrays are used
     */
    BinCounts(int[] keys, int[] counts, int size) {
        this.keys = keys;
        this.counts = counts;
        this.size = size;
    }

    int size() {
        return size;
    }

    int keyAt(int position) {
        return keys[position];
    }

    int countAt(int position) {
        return counts[position];
    }

    /** The position of the first key at or after a key; {@link #size()} when there is none. */
    int firstAtOrAfter(int key) {
        int at = Arrays.binarySearch(keys, 0, size, key);
        return at >= 0 ? at : -at - 1;
    }

    /** Adds to the count of a key. */
    void add(int key, int count) {
        int at = Arrays.binarySearch(keys, 0, size, key);
        if (at >= 0) {
            counts[at] += count;
        } else {
            insert(-at - 1, key, count);
        }
    }

    /** Adds all counts of the other map. */
    void merge(BinCounts other) {
        if (other.size > size / FEW) {
            mergeAll(other);
            return;
        }
        for (int i = 0; i < other.size; i++) {
            add(other.keys[i], other.counts[i]);
        }
    }

    /**
     * Subtracts all counts of the other map.
     *
     * @throws IllegalArgumentException when a count would become negative; this map is unusable then
     */
    void subtract(BinCounts other) {
        int kept = 0;
        int j = 0;
        for (int i = 0; i < size; i++) {
            int count = counts[i];
            if (j < other.size && other.keys[j] == keys[i]) {
                count -= other.counts[j++];
            }
            if (count < 0) {
                throw negative(keys[i]);
            }
            if (count > 0) {
                keys[kept] = keys[i];
                counts[kept++] = count;
            }
        }
        if (j < other.size) {
            throw negative(other.keys[j]);
        }
        size = kept;
    }

    /** Memory in bytes: two arrays with headers, and this object. */
    long heapBytes() {
        return OBJECT_BYTES + (long) keys.length * 2 * Integer.BYTES;
    }

    BinCounts copy() {
        return new BinCounts(Arrays.copyOf(keys, size), Arrays.copyOf(counts, size), size);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BinCounts that
                && Arrays.equals(keys, 0, size, that.keys, 0, that.size)
                && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + keys[i]) + counts[i];
        }
        return hash;
    }

    private static IllegalArgumentException negative(int key) {
        return new IllegalArgumentException("the count of bin " + key + " would become negative");
    }

    private void insert(int at, int key, int count) {
        if (size == keys.length) {
            int capacity = Math.max(FIRST_CAPACITY, 2 * size);
            keys = Arrays.copyOf(keys, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        keys[at] = key;
        counts[at] = count;
        size++;
    }

    private void mergeAll(BinCounts other) {
        int[] mergedKeys = new int[size + other.size];
        int[] mergedCounts = new int[size + other.size];
        int merged = 0;
        int i = 0;
        int j = 0;
        while (i < size && j < other.size) {
            int key = Math.min(keys[i], other.keys[j]);
            mergedKeys[merged] = key;
            mergedCounts[merged++] =
                    (keys[i] == key ? counts[i++] : 0) + (other.keys[j] == key ? other.counts[j++] : 0);
        }
        System.arraycopy(keys, i, mergedKeys, merged, size - i);
        System.arraycopy(counts, i, mergedCounts, merged, size - i);
        merged += size - i;
        System.arraycopy(other.keys, j, mergedKeys, merged, other.size - j);
        System.arraycopy(other.counts, j, mergedCounts, merged, other.size - j);
        keys = mergedKeys;
        counts = mergedCounts;
        size = merged + other.size - j;
    }
}
