package io.convergence.core.rollup;

import io.convergence.core.vitals.LogBins;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts of values by logarithmic bin, from which exactly what was added can be removed. Negative values have the
 * negative bins. Mutable, not thread-safe.
 */
public final class Distribution {
    private static final int ENTRY_BYTES = Integer.BYTES + Long.BYTES;

    private static final int FIRST_BINS = 8;

    /* Bins in ascending order with the count of each; the places from the size on are not in use. */
    private int[] bins = new int[FIRST_BINS];
    private long[] counts = new long[FIRST_BINS];
    private int size;

    /** An empty distribution. */
    public Distribution() {}

    /** Adds a value; with a negative count, removes it. */
    public void add(double value, long count) {
        addBin(value < 0 ? -1 - LogBins.of(-value) : LogBins.of(value), count);
    }

    /** Adds to the count of a bin, which is never less than 0. */
    public void addBin(int bin, long count) {
        int at = size > 0 && bin > bins[size - 1] ? -size - 1 : Arrays.binarySearch(bins, 0, size, bin);
        if (at < 0) {
            if (count > 0) {
                insert(-at - 1, bin, count);
            }
            return;
        }
        counts[at] += count;
        if (counts[at] <= 0) {
            size--;
            System.arraycopy(bins, at + 1, bins, at, size - at);
            System.arraycopy(counts, at + 1, counts, at, size - at);
        }
    }

    /** Adds all values of another distribution. */
    public void merge(Distribution other) {
        for (int i = 0; i < other.size; i++) {
            addBin(other.bins[i], other.counts[i]);
        }
    }

    /** An independent copy. */
    public Distribution copy() {
        Distribution copy = new Distribution();
        copy.bins = bins.clone();
        copy.counts = counts.clone();
        copy.size = size;
        return copy;
    }

    /**
     * Adds all values of distributions.
     *
     * @param bytes the bytes of each, one after the other, as {@link #bytes} writes them
     * @throws IllegalArgumentException when they are not whole pairs
     */
    public void merge(byte[] bytes) {
        if (bytes.length % ENTRY_BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are not whole pairs of a bin and a count");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            addBin(buffer.getInt(), buffer.getLong());
        }
    }

    /** Number of bins with values. */
    public int size() {
        return size;
    }

    /** A bin, by its position in ascending order. */
    public int bin(int position) {
        return bins[Objects.checkIndex(position, size)];
    }

    /** The count of a bin, by its position in ascending order. */
    public long count(int position) {
        return counts[Objects.checkIndex(position, size)];
    }

    /** The value at position floor(n * numerator / denominator) of n ascending values, within 1 %; null without values. */
    public @Nullable Double quantile(long numerator, long denominator) {
        long values = 0;
        for (int i = 0; i < size; i++) {
            values += counts[i];
        }
        long before = Math.min(values * numerator / denominator, values - 1);
        for (int i = 0; i < size; i++) {
            before -= counts[i];
            if (before < 0) {
                return bins[i] < 0 ? -LogBins.value(-1 - bins[i]) : LogBins.value(bins[i]);
            }
        }
        return null;
    }

    /** The bins as big-endian pairs of a 32-bit bin and a 64-bit count, ascending. */
    public byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(size * ENTRY_BYTES);
        for (int i = 0; i < size; i++) {
            buffer.putInt(bins[i]).putLong(counts[i]);
        }
        return buffer.array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Distribution that
                && Arrays.equals(bins, 0, size, that.bins, 0, that.size)
                && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + bins[i]) + Long.hashCode(counts[i]);
        }
        return hash;
    }

    private void insert(int at, int bin, long count) {
        if (size == bins.length) {
            bins = Arrays.copyOf(bins, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(bins, at, bins, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        bins[at] = bin;
        counts[at] = count;
        size++;
    }
}
