package io.convergence.core.convergence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Event time of the newest view in each slice that has not entered the window yet, in the order of the slices. Mutable, not
 * thread-safe.
 */
public final class NewestViews {
    private static final long[] EMPTY = {};
    private static final int FIRST_CAPACITY = 8;

    private long[] starts = EMPTY;
    private long[] times = EMPTY;
    private int size;

    /**
     * Adds a view.
     *
     * @param sliceStart start of its slice, epoch milliseconds
     * @param time its event time, epoch milliseconds
     */
    public void add(long sliceStart, long time) {
        int at = size;
        while (at > 0 && starts[at - 1] > sliceStart) {
            at--;
        }
        if (at > 0 && starts[at - 1] == sliceStart) {
            times[at - 1] = Math.max(times[at - 1], time);
            return;
        }
        if (size == starts.length) {
            int capacity = Math.max(FIRST_CAPACITY, 2 * size);
            starts = Arrays.copyOf(starts, capacity);
            times = Arrays.copyOf(times, capacity);
        }
        System.arraycopy(starts, at, starts, at + 1, size - at);
        System.arraycopy(times, at, times, at + 1, size - at);
        starts[at] = sliceStart;
        times[at] = time;
        size++;
    }

    /** Removes the slices that start before an instant. */
    void forgetBefore(long start) {
        int first = firstFrom(start);
        if (first > 0) {
            System.arraycopy(starts, first, starts, 0, size - first);
            System.arraycopy(times, first, times, 0, size - first);
            size -= first;
        }
    }

    /**
     * Removes the slices that start before an instant, and returns the newest event time of those that start from another one on;
     * {@link Long#MIN_VALUE} without such a slice.
     */
    long take(long from, long before) {
        long newest = Long.MIN_VALUE;
        int end = firstFrom(before);
        for (int i = firstFrom(from); i < end; i++) {
            newest = Math.max(newest, times[i]);
        }
        forgetBefore(before);
        return newest;
    }

    /** The number of slices. */
    public int size() {
        return size;
    }

    /** The start of the slice at a position, epoch milliseconds. */
    public long startAt(int position) {
        return starts[position];
    }

    /** The event time of the newest view in the slice at a position, epoch milliseconds. */
    public long timeAt(int position) {
        return times[position];
    }

    /** Memory of the slices in bytes. */
    long heapBytes() {
        return 2L * Long.BYTES * starts.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NewestViews that
                && Arrays.equals(starts, 0, size, that.starts, 0, that.size)
                && Arrays.equals(times, 0, size, that.times, 0, that.size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + Long.hashCode(starts[i])) + Long.hashCode(times[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "NewestViews[" + size + " slices]";
    }

    /** The position of the first slice that starts at or after an instant. */
    private int firstFrom(long start) {
        int first = 0;
        while (first < size && starts[first] < start) {
            first++;
        }
        return first;
    }
}
