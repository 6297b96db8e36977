package io.convergence.core.vitals;

import java.util.Arrays;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Histograms of every vital of a set of views, mergeable and subtractable: counts are integers, so what was added
 * can be taken out again exactly. Mutable, not thread-safe.
 *
 * <p>A value lands in a logarithmic bin whose representative is within 1 % of it; values below
 * one millionth (zero included) share a bin that stands for zero.
 */
public final class VitalHistograms {
    /*
     * One sorted array of bin keys and one of counts serve all vitals: a view adds at most six bins, and most slices
     * are small, so sparse arrays beat a dense array per vital in memory, merge time and bytes of state.
     */

    private static final int[] EMPTY = {};
    private static final Vital[] VITALS = Vital.values();

    /** Bins that are fewer than this part of those held are looked up one by one, more are merged in one pass. */
    private static final int FEW = 8;

    private int[] keys;
    private int[] counts;
    private int size;

    /** Histograms without a value. */
    public VitalHistograms() {
        this(EMPTY, EMPTY);
    }

    private VitalHistograms(int[] keys, int[] counts) {
        this.keys = keys;
        this.counts = counts;
        this.size = keys.length;
    }

    /**
     * Histograms of the given bins, which it keeps.
     *
     * @param keys ascending bin keys as {@link #keyAt} tells them
     * @param counts positive counts, as many as keys
     * @throws IllegalArgumentException when the arrays differ in length, a key does not ascend or a count is not positive
     */
    public static VitalHistograms of(int[] keys, int[] counts) {
        if (keys.length != counts.length) {
            throw new IllegalArgumentException(
                    "as many keys as counts are needed, not " + keys.length + " and " + counts.length);
        }
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] <= 0 || keys[i] < 0 || (i > 0 && keys[i] <= keys[i - 1])) {
                throw new IllegalArgumentException("bin " + i + " is out of order or has no positive count");
            }
        }
        return new VitalHistograms(keys, counts);
    }

    /** Adds every vital that is present. */
    public void add(Vitals vitals) {
        for (Vital vital : VITALS) {
            add(vital, vital.in(vitals));
        }
    }

    /** Adds one value, finite and not negative; null adds nothing. */
    public void add(Vital vital, @Nullable Double value) {
        if (value != null) {
            int key = VitalBins.key(vital, value);
            int at = Arrays.binarySearch(keys, 0, size, key);
            if (at >= 0) {
                counts[at]++;
            } else {
                insert(-at - 1, key);
            }
        }
    }

    /** Adds all that the other holds. */
    public void merge(VitalHistograms other) {
        if (other.size <= size / FEW) {
            insertAll(other);
        } else {
            mergeAll(other);
        }
    }

    /**
     * Takes out all that the other holds.
     *
     * @throws IllegalArgumentException when the other holds something that was not added here; this is of no use then
     */
    public void subtract(VitalHistograms other) {
        int kept = 0;
        int j = 0;
        for (int i = 0; i < size; i++) {
            int count = counts[i];
            if (j < other.size && other.keys[j] == keys[i]) {
                count -= other.counts[j++];
            }
            if (count < 0) {
                throw new IllegalArgumentException("bin " + keys[i] + " would hold less than nothing");
            }
            if (count > 0) {
                keys[kept] = keys[i];
                counts[kept++] = count;
            }
        }
        if (j < other.size) {
            throw new IllegalArgumentException("bin " + other.keys[j] + " would hold less than nothing");
        }
        size = kept;
    }

    /** The histograms of some vitals, as a new value. An enum set comes in the order of the codes, as the bins do. */
    public VitalHistograms restrictedTo(EnumSet<Vital> vitals) {
        int[] someKeys = new int[size];
        int[] someCounts = new int[size];
        int some = 0;
        for (Vital vital : vitals) {
            int from = first(vital);
            int to = from;
            while (to < size && keys[to] < VitalBins.end(vital)) {
                to++;
            }
            System.arraycopy(keys, from, someKeys, some, to - from);
            System.arraycopy(counts, from, someCounts, some, to - from);
            some += to - from;
        }
        VitalHistograms restricted = new VitalHistograms(someKeys, someCounts);
        restricted.size = some;
        return restricted;
    }

    /** How many values of the vital are held. */
    public long count(Vital vital) {
        long count = 0;
        for (int i = first(vital); i < size && keys[i] < VitalBins.end(vital); i++) {
            count += counts[i];
        }
        return count;
    }

    /** How many values of the vital are below a bound; exact but for values that are within 1 % of it. */
    public long countBelow(Vital vital, double bound) {
        long count = 0;
        for (int i = first(vital);
                i < size && keys[i] < VitalBins.end(vital) && VitalBins.value(keys[i]) < bound;
                i++) {
            count += counts[i];
        }
        return count;
    }

    /**
     * The element with 0-based index {@code floor(3n/4)} of the ascending values, within 1 %; null without values.
     */
    public @Nullable Double p75(Vital vital) {
        long rank = count(vital) * 3 / 4;
        for (int i = first(vital); i < size && keys[i] < VitalBins.end(vital); i++) {
            rank -= counts[i];
            if (rank < 0) {
                return VitalBins.value(keys[i]);
            }
        }
        return null;
    }

    /** Whether nothing is held. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** How many bins are held, over all vitals. */
    public int size() {
        return size;
    }

    /** The key of the bin at a position from 0 to {@link #size()}, exclusive. */
    public int keyAt(int position) {
        return keys[position];
    }

    /** The count of the bin at a position from 0 to {@link #size()}, exclusive. */
    public int countAt(int position) {
        return counts[position];
    }

    /** An independent copy. */
    public VitalHistograms copy() {
        return new VitalHistograms(Arrays.copyOf(keys, size), Arrays.copyOf(counts, size));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VitalHistograms that
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

    @Override
    public String toString() {
        return "VitalHistograms[" + size + " bins]";
    }

    private int first(Vital vital) {
        int at = Arrays.binarySearch(keys, 0, size, VitalBins.first(vital));
        return at >= 0 ? at : -at - 1;
    }

    private void insert(int at, int key) {
        if (size == keys.length) {
            int capacity = Math.max(6, size + (size >> 1));
            keys = Arrays.copyOf(keys, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        keys[at] = key;
        counts[at] = 1;
        size++;
    }

    private void insertAll(VitalHistograms other) {
        for (int i = 0; i < other.size; i++) {
            int at = Arrays.binarySearch(keys, 0, size, other.keys[i]);
            if (at < 0) {
                at = -at - 1;
                insert(at, other.keys[i]);
                counts[at] = 0;
            }
            counts[at] += other.counts[i];
        }
    }

    private void mergeAll(VitalHistograms other) {
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
