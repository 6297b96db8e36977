package io.convergence.core.vitals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Histograms of the vitals of many page views, one for each of several groups, which are numbered from 0. A value is appended to
 * an array; equal bins of a group are added up when the array is full and at the end, so that a value costs less than its
 * addition to a histogram. Mutable, not thread-safe.
 */
public final class GroupedVitals {
    private static final Vital[] VITALS = Vital.values();
    private static final int FIRST_CAPACITY = 32;

    /** Bits of a count, above which an entry is followed by another one of the same bin. */
    private static final int COUNT_BITS = 24;

    private static final long MOST = (1L << COUNT_BITS) - 1;

    /** Bits of a bin key: there are 6 times 4,096. */
    private static final int KEY_BITS = 15;

    private static final int GROUP_SHIFT = COUNT_BITS + KEY_BITS;
    private static final int KEY_MASK = (1 << KEY_BITS) - 1;

    /** From the upper bits to the lower ones, the group, the bin key and the count, so that a bin's entries are sorted together. */
    private long[] entries = new long[FIRST_CAPACITY];

    private int size;

    /**
     * Adds the vitals of a view that are present.
     *
     * @param group number of the group, at least 0 and below 2^24
     */
    public void add(int group, Vitals vitals) {
        if (entries.length - size < VITALS.length) {
            makeRoom();
        }
        for (Vital vital : VITALS) {
            Double value = vital.in(vitals);
            if (value != null) {
                entries[size++] = binOf(group, VitalBins.key(vital, value)) + 1;
            }
        }
    }

    /**
     * The histograms, in the order of the groups.
     *
     * @param groups number of the groups, above that of each group to which a view was added
     */
    public List<VitalHistograms> histograms(int groups) {
        Arrays.sort(entries, 0, size);
        List<VitalHistograms> histograms = new ArrayList<>(groups);
        int end = 0;
        for (int group = 0; group < groups; group++) {
            int start = end;
            while (end < size && entries[end] >>> GROUP_SHIFT == group) {
                end++;
            }
            histograms.add(histogram(start, end));
        }
        return histograms;
    }

    /** The histogram of the sorted entries of a group. */
    private VitalHistograms histogram(int start, int end) {
        int bins = 0;
        for (int i = start; i < end; i++) {
            bins += i == start || keyOf(i) != keyOf(i - 1) ? 1 : 0;
        }
        int[] keys = new int[bins];
        int[] counts = new int[bins];
        int bin = -1;
        for (int i = start; i < end; i++) {
            if (i == start || keyOf(i) != keyOf(i - 1)) {
                keys[++bin] = keyOf(i);
            }
            counts[bin] += (int) (entries[i] & MOST);
        }
        return VitalHistograms.of(keys, counts);
    }

    /** The entry of a bin without a count. */
    private static long binOf(int group, int key) {
        return ((long) group << GROUP_SHIFT) | ((long) key << COUNT_BITS);
    }

    private int keyOf(int entry) {
        return (int) (entries[entry] >>> COUNT_BITS) & KEY_MASK;
    }

    /** Adds up entries of the same bin, and doubles the array when more than half of it is still used. */
    private void makeRoom() {
        Arrays.sort(entries, 0, size);
        int kept = 0;
        for (int i = 1; i < size; i++) {
            long sum = (entries[kept] & MOST) + (entries[i] & MOST);
            if (entries[kept] >>> COUNT_BITS == entries[i] >>> COUNT_BITS && sum <= MOST) {
                entries[kept] += entries[i] & MOST;
            } else {
                entries[++kept] = entries[i];
            }
        }
        size = kept + 1;
        if (size > entries.length / 2) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
    }
}
