package io.convergence.symbols.file;

import java.util.Arrays;

/** A list of longs that grows by half. Readers append what they have decoded, so its size follows the bytes read. */
public final class LongList {
    private long[] values = new long[16];
    private int size;

    /** Appends a value. */
    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1) + 1);
        }
        values[size++] = value;
    }

    /** The value at an index below {@link #size}. */
    public long get(int index) {
        return values[index];
    }

    /** The number of values. */
    public int size() {
        return size;
    }

    /** Frees the space that is kept for further values. */
    public void trim() {
        values = Arrays.copyOf(values, size);
    }
}
