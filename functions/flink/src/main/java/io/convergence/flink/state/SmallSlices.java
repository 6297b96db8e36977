package io.convergence.flink.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Vitals of several slices of an app, stored as one value. Most of these slices have few bins. Starts and vitals are two arrays,
 * in the order of the starts. Mutable, not thread-safe.
 */
public final class SmallSlices {
    private static final int FIRST_CAPACITY = 8;

    private long[] starts;
    private PackedVitals[] vitals;
    private int size;

    /** No slices, with room for some. */
    public SmallSlices(int capacity) {
        this.starts = new long[capacity];
        this.vitals = new PackedVitals[capacity];
    }

    /**
     * Adds a slice after all others.
     *
     * @param start its start, epoch milliseconds
     * @throws IllegalArgumentException when it does not start after the last one
     */
    public void add(long start, PackedVitals ofSlice) {
        if (size > 0 && start <= starts[size - 1]) {
            throw new IllegalArgumentException("slice " + start + " is not after slice " + starts[size - 1]);
        }
        if (size == starts.length) {
            int capacity = Math.max(FIRST_CAPACITY, 2 * size);
            starts = Arrays.copyOf(starts, capacity);
            vitals = Arrays.copyOf(vitals, capacity);
        }
        starts[size] = start;
        vitals[size++] = ofSlice;
    }

    /** The number of slices. */
    public int size() {
        return size;
    }

    /** The start of the slice at a position, epoch milliseconds. */
    public long startAt(int position) {
        return starts[position];
    }

    /** The vitals of the slice at a position. */
    public PackedVitals vitalsAt(int position) {
        return vitals[position];
    }

    SmallSlices copy() {
        SmallSlices copy = new SmallSlices(0);
        copy.starts = Arrays.copyOf(starts, size);
        copy.vitals = Arrays.copyOf(vitals, size);
        copy.size = size;
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmallSlices that
                && Arrays.equals(starts, 0, size, that.starts, 0, that.size)
                && Arrays.equals(vitals, 0, size, that.vitals, 0, that.size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + Long.hashCode(starts[i])) + vitals[i].hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        return "SmallSlices[" + size + " slices]";
    }
}
