package io.convergence.flink.converge;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.flink.state.PackedVitals;
import io.convergence.flink.state.StateAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vitals of the slices of a host in memory, with their changes since they were last written. A stored slice is read when it is first
 * used: most evaluations need none. A slice that is added and removed between two writes is not stored. Not thread-safe.
 *
 * <p>Vitals are packed and take a sixth of the memory of histograms. Most of them are read twice only: when their slice enters the
 * window and when it leaves.
 */
final class CachedSlices {
    private final @Nullable Source source;

    /** The slices of each app: few, so that they are searched in turn. */
    private final List<SliceColumn> columns = new ArrayList<>(1);

    /**
     * No slices yet.
     *
     * @param source reads stored slices; null when none are stored
     */
    CachedSlices(@Nullable Source source) {
        this.source = source;
    }

    /** The slices of a host for which nothing is stored. */
    static CachedSlices none() {
        return new CachedSlices(null);
    }

    /** Reads stored slices. */
    interface Source {
        /** Restores the slices of an app that are stored together. Called once for each app, before any other use of the column. */
        void readTogether(SliceColumn column) throws Exception;

        /** Restores a slice that is stored as an entry of its own, if it is. The column does not have it. */
        void readApart(SliceColumn column, long start) throws Exception;
    }

    /** The vitals of a slice as an object that the caller may change, or null. */
    @Nullable
    VitalHistograms get(String app, long start) {
        PackedVitals vitals = read(app, start).get(start);
        return vitals == null ? null : vitals.vitals();
    }

    /** Sets the vitals of a slice. */
    void put(String app, long start, VitalHistograms vitals) {
        read(app, start).put(start, PackedVitals.of(vitals));
    }

    /** Sets the vitals of a slice that is not stored, without reading it. */
    void add(String app, long start, VitalHistograms vitals) {
        column(app).put(start, PackedVitals.of(vitals));
    }

    /** Removes a slice. */
    void remove(String app, long start) {
        read(app, start).remove(start);
    }

    /** The slices of each app. */
    List<SliceColumn> columns() {
        return columns;
    }

    /** Memory in bytes, estimated. */
    long heapBytes() {
        long bytes = 0;
        for (SliceColumn column : columns) {
            bytes += column.heapBytes();
        }
        return bytes;
    }

    /** The slices of an app, with one that is read if it is stored. */
    private SliceColumn read(String app, long start) {
        SliceColumn column = column(app);
        if (source != null && !column.has(start)) {
            StateAccess.write(() -> source.readApart(column, start));
        }
        return column;
    }

    private SliceColumn column(String app) {
        for (SliceColumn column : columns) {
            if (column.app().equals(app)) {
                return column;
            }
        }
        SliceColumn column = new SliceColumn(app);
        if (source != null) {
            StateAccess.write(() -> source.readTogether(column));
        }
        columns.add(column);
        return column;
    }
}
