package io.convergence.flink.converge;

import io.convergence.flink.state.PackedVitals;
import io.convergence.flink.state.SmallSlices;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The vitals of the slices of one app in memory, in the order of their starts, and how they differ from the state. They are columns
 * of arrays, because an object and an entry of a map for each slice take several times the memory of its vitals, and the
 * collector visits each of them. Not thread-safe.
 */
final class SliceColumn {
    /** Memory of a slice without the bytes of its vitals: the objects, and its part of the arrays with what they have to spare. */
    private static final long SLICE_BYTES = 56;

    private static final int FIRST_CAPACITY = 8;

    private final String app;
    private long[] starts = new long[FIRST_CAPACITY];

    /** The vitals, null for a slice that was removed and is still stored. */
    private @Nullable PackedVitals[] vitals = new PackedVitals[FIRST_CAPACITY];

    private SlicePlace[] places = new SlicePlace[FIRST_CAPACITY];
    private boolean[] isChanged = new boolean[FIRST_CAPACITY];
    private int size;
    private int changes;
    private long bytes;

    SliceColumn(String app) {
        this.app = app;
    }

    String app() {
        return app;
    }

    /** Whether there is a slice, which may have been removed but is still stored. */
    boolean has(long start) {
        return position(start) >= 0;
    }

    /** The vitals of a slice; null when there is none or it was removed. */
    @Nullable
    PackedVitals get(long start) {
        int at = position(start);
        return at < 0 ? null : vitals[at];
    }

    /** Adds a slice that is stored and that this column does not have. */
    void restore(long start, PackedVitals value, SlicePlace place) {
        set(inserted(start, place), value);
    }

    /** Sets the vitals of a slice. */
    void put(long start, PackedVitals value) {
        int at = position(start);
        at = at < 0 ? inserted(start, SlicePlace.NOWHERE) : at;
        set(at, value);
        change(at);
    }

    /** Removes a slice. */
    void remove(long start) {
        int at = position(start);
        if (at < 0 || vitals[at] == null) {
            return;
        }
        if (places[at] != SlicePlace.NOWHERE) {
            set(at, null);
            change(at);
            return;
        }
        bytes -= SLICE_BYTES + length(vitals[at]);
        changes -= isChanged[at] ? 1 : 0;
        size--;
        move(at + 1, at, size - at);
        vitals[size] = null;
    }

    /** Stores the slices that have changed since the last call. */
    void writeChanges(SliceStore store) throws Exception {
        if (changes == 0) {
            return;
        }
        for (int at = 0; at < size; at++) {
            PackedVitals value = vitals[at];
            if (isChanged[at] && value != null) {
                places[at] = store.put(app, starts[at], value, places[at]);
            } else if (isChanged[at]) {
                store.remove(app, starts[at], places[at]);
            }
            isChanged[at] = false;
        }
        changes = 0;
        dropRemoved();
    }

    /** The slices that are stored together. */
    SmallSlices together() {
        SmallSlices slices = new SmallSlices(size);
        for (int at = 0; at < size; at++) {
            PackedVitals value = vitals[at];
            if (value != null && places[at] == SlicePlace.TOGETHER) {
                slices.add(starts[at], value);
            }
        }
        return slices;
    }

    /** The number of slices, with those that were removed and are still stored. */
    int size() {
        return size;
    }

    /** The number of slices that have changed since changes were stored. */
    int changes() {
        return changes;
    }

    /** Memory in bytes, estimated. */
    long heapBytes() {
        return bytes;
    }

    /** The position of a slice; negative when there is none, as of {@link Arrays#binarySearch}. */
    private int position(long start) {
        boolean isAfterAll = size == 0 || starts[size - 1] < start;
        return isAfterAll ? -size - 1 : Arrays.binarySearch(starts, 0, size, start);
    }

    /** The position of a new slice without vitals. */
    private int inserted(long start, SlicePlace place) {
        int at = -position(start) - 1;
        if (size == starts.length) {
            int capacity = size + (size >> 1);
            starts = Arrays.copyOf(starts, capacity);
            vitals = Arrays.copyOf(vitals, capacity);
            places = Arrays.copyOf(places, capacity);
            isChanged = Arrays.copyOf(isChanged, capacity);
        }
        move(at, at + 1, size - at);
        starts[at] = start;
        vitals[at] = null;
        places[at] = place;
        isChanged[at] = false;
        size++;
        bytes += SLICE_BYTES;
        return at;
    }

    /** Removes the entries of slices without vitals. Their removal from the state has been written before. */
    private void dropRemoved() {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            if (vitals[at] == null) {
                bytes -= SLICE_BYTES;
            } else {
                starts[kept] = starts[at];
                vitals[kept] = vitals[at];
                places[kept++] = places[at];
            }
        }
        Arrays.fill(vitals, kept, size, null);
        size = kept;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(starts, from, starts, to, count);
        System.arraycopy(vitals, from, vitals, to, count);
        System.arraycopy(places, from, places, to, count);
        System.arraycopy(isChanged, from, isChanged, to, count);
    }

    private void change(int at) {
        changes += isChanged[at] ? 0 : 1;
        isChanged[at] = true;
    }

    private void set(int at, @Nullable PackedVitals value) {
        bytes += length(value) - length(vitals[at]);
        vitals[at] = value;
    }

    private static int length(@Nullable PackedVitals value) {
        return value == null ? 0 : value.length();
    }
}
