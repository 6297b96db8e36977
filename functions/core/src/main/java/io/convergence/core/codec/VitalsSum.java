package io.convergence.core.codec;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import java.util.Arrays;

/**
 * Sum of many encoded histograms ({@link VitalsBytes}). Counts are added to a dense array while the bytes are read, so that
 * a histogram costs no object. Mutable, reusable, not thread-safe.
 */
public final class VitalsSum {
    /** Number of bins of a vital in the keys of {@link VitalsBytes}: a key is this times the vital's code plus the bin. */
    private static final int BINS = 4096;

    private static final int LONGEST_VARINT = 5;

    private final int[] counts;
    private int[] touched = new int[256];
    private int size;
    private byte[] bytes = {};
    private int position;

    /**
     * An empty sum.
     *
     * @param last the vital with the greatest code that is summed; those with greater codes are skipped
     */
    public VitalsSum(Vital last) {
        counts = new int[(last.code() + 1) * BINS];
    }

    /**
     * Adds histograms.
     *
     * @param encoded encoded histograms one after the other, any number of them
     * @throws IllegalArgumentException when the bytes do not have this form; the sum is unusable then
     */
    public void add(byte[] encoded) {
        bytes = encoded;
        position = 0;
        while (position < encoded.length) {
            addOne();
        }
    }

    /** The sum; the next sum begins empty. */
    public VitalHistograms take() {
        Arrays.sort(touched, 0, size);
        int[] keys = Arrays.copyOf(touched, size);
        int[] taken = new int[size];
        for (int i = 0; i < size; i++) {
            taken[i] = counts[keys[i]];
            counts[keys[i]] = 0;
        }
        size = 0;
        return VitalHistograms.of(keys, taken);
    }

    private void addOne() {
        byte version = bytes[position++];
        if (version != VitalsBytes.VERSION) {
            throw new IllegalArgumentException("vitals must have version " + VitalsBytes.VERSION + ", not " + version);
        }
        int bins = varint();
        long key = 0;
        for (int i = 0; i < bins; i++) {
            int difference = varint();
            int count = varint();
            if (count == 0 || (difference == 0 && i > 0)) {
                throw new IllegalArgumentException("bin " + i + " of vitals is out of order or has no positive count");
            }
            key += difference;
            if (key < counts.length) {
                count((int) key, count);
            }
        }
    }

    private void count(int key, int count) {
        if (counts[key] == 0) {
            if (size == touched.length) {
                touched = Arrays.copyOf(touched, 2 * size);
            }
            touched[size++] = key;
        }
        counts[key] += count;
    }

    private int varint() {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (position == bytes.length) {
                throw new IllegalArgumentException("the bytes of vitals are truncated");
            }
            byte next = bytes[position++];
            value |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                if (value > Integer.MAX_VALUE) {
                    break;
                }
                return (int) value;
            }
        }
        throw new IllegalArgumentException("a varint of vitals must fit 31 bits");
    }
}
