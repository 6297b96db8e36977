package io.convergence.flink.state;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Vitals of several slices of an app, most of which have few bins, as one value. Mutable, not thread-safe. */
public final class SmallSlices {
    private final TreeMap<Long, PackedVitals> slices = new TreeMap<>();

    /** Sets the vitals of the slice with a start, epoch milliseconds. */
    public void put(long start, PackedVitals vitals) {
        slices.put(start, vitals);
    }

    /** The vitals by the start of their slice, in its order. */
    public SortedMap<Long, PackedVitals> byStart() {
        return slices;
    }

    SmallSlices copy() {
        SmallSlices copy = new SmallSlices();
        copy.slices.putAll(slices);
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmallSlices that && slices.equals(that.slices);
    }

    @Override
    public int hashCode() {
        return slices.hashCode();
    }

    @Override
    public String toString() {
        return "SmallSlices" + slices;
    }
}
