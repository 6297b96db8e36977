package io.convergence.symbols.file;

import java.util.Arrays;

/** A list of ints that grows by half. Readers append what they have decoded, so its size follows the bytes read. */
public final class IntList {
    private int[] values = new int[16];
    private int size;

    /** Appends a value. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1) + 1);
        }
        values[size++] = value;
    }

    /** The value at an index below {@link #size}. */
    public int get(int index) {
        return values[index];
    }

    /** The number of values. */
    public int size() {
        return size;
    }

    /** Frees the space that is kept for further values. */
    public void trim() {
        values = toArray();
    }

    /** The values, in an array of their number. */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
