package io.convergence.core.window;

import java.util.Arrays;

/**
 * Counters by slice, sorted by the start of the slice, with the sum of each counter over all slices. Mutable, not
 * thread-safe.
 */
final class SliceCells {
    /*
     * Slices are few (at most 180 for the default window and the one before it, plus those yet to enter) and sparse, so
     * they are kept as one sorted array of starts and one flat array of cells, `width` cells a slice.
     */
    private final int width;
    private final long[] sums;
    private long[] starts;
    private int[] cells;
    private int size;

    /**
     * Counters of slices; the arrays are not copied.
     *
     * @param width number of counters per slice
     * @param starts starts of the slices in ascending order, epoch milliseconds
     * @param cells {@code width} cells for each start
     */
    SliceCells(int width, long[] starts, int[] cells) {
        this.width = width;
        this.sums = new long[width];
        this.starts = starts;
        this.cells = cells;
        this.size = starts.length;
        for (int i = 0; i < size * width; i++) {
            sums[i % width] += cells[i];
        }
    }

    /** Adds to the counters of a slice, which is removed when all of them are 0 then. */
    void add(long start, int... deltas) {
        int at = Arrays.binarySearch(starts, 0, size, start);
        if (at < 0) {
            at = -at - 1;
            insert(at, start);
        }
        for (int i = 0; i < width; i++) {
            cells[at * width + i] += deltas[i];
            sums[i] += deltas[i];
        }
        if (isBlank(at)) {
            remove(at, 1);
        }
    }

    /** Removes the first {@code count} slices. */
    void removeFirst(int count) {
        remove(0, count);
    }

    /** The sum of a counter over all slices. */
    long sum(int counter) {
        return sums[counter];
    }

    int size() {
        return size;
    }

    long startAt(int position) {
        return starts[position];
    }

    int cellAt(int position, int counter) {
        return cells[position * width + counter];
    }

    /** The position of the first slice that starts at or after an instant; the size when there is none. */
    int firstAtOrAfter(long time) {
        int at = Arrays.binarySearch(starts, 0, size, time);
        return at >= 0 ? at : -at - 1;
    }

    private boolean isBlank(int at) {
        for (int i = 0; i < width; i++) {
            if (cells[at * width + i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void insert(int at, long start) {
        if (size == starts.length) {
            int capacity = Math.max(4, size + (size >> 1));
            starts = Arrays.copyOf(starts, capacity);
            cells = Arrays.copyOf(cells, capacity * width);
        }
        System.arraycopy(starts, at, starts, at + 1, size - at);
        System.arraycopy(cells, at * width, cells, (at + 1) * width, (size - at) * width);
        starts[at] = start;
        Arrays.fill(cells, at * width, (at + 1) * width, 0);
        size++;
    }

    private void remove(int at, int count) {
        if (count > 0) {
            for (int i = at * width; i < (at + count) * width; i++) {
                sums[i % width] -= cells[i];
            }
            System.arraycopy(starts, at + count, starts, at, size - at - count);
            System.arraycopy(cells, (at + count) * width, cells, at * width, (size - at - count) * width);
            size -= count;
        }
    }
}
