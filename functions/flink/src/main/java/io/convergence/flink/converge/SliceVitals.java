package io.convergence.flink.converge;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.flink.state.AppSlice;
import io.convergence.flink.state.PackedVitals;
import io.convergence.flink.state.SmallSlices;
import org.apache.flink.api.common.state.MapState;

/**
 * Keyed state of the vitals of the current host by app and slice. The slices of an app that have few bins are one value: a host
 * with little traffic has many of them, and the key of an entry takes several times as many bytes as their bins. Every other
 * slice is an entry of its own, so that a host with much traffic writes its newest slices only. Where a large part of a host's
 * slices has changed since the last checkpoint, as in a backlog, more slices are stored together: one large value costs less
 * than an access to the state for each of them.
 *
 * <p>Entries are read by their keys, and only entries that exist are removed. An iteration over the entries of a host would be
 * shorter, but most hosts have none, and RocksDB then reads on over the removed entries of other hosts until it finds one that
 * exists: with 100,000 hosts that took a millisecond each time.
 *
 * @param apart {@code slice-vitals}: slices that are entries of their own, which in savepoints of earlier versions all are
 * @param together {@code small-slice-vitals}: the other slices of an app
 */
record SliceVitals(MapState<AppSlice, VitalHistograms> apart, MapState<String, SmallSlices> together) {
    /** Most bins of a slice that is stored with others: those of two views with four vitals each. */
    private static final int FEW_BINS = 8;

    /** Most bins of such a slice where a large part of the slices has changed: less than a kilobyte. */
    private static final int MANY_BINS = 200;

    /** A large part: one of so many slices, and at least so many of them. */
    private static final int LARGE_PART = 8;

    private static final int LEAST_CHANGES = 20;

    /** Removes all slices. */
    void clear() {
        apart.clear();
        together.clear();
    }

    /** A cache of the slices of the current host. */
    CachedSlices cache() {
        return new CachedSlices(new Reader());
    }

    /** Stores what has changed in a cache. */
    void write(CachedSlices cache) throws Exception {
        int size = 0;
        int changed = 0;
        for (SliceColumn column : cache.columns()) {
            size += column.size();
            changed += column.changes();
        }
        boolean isLargePart = changed >= LEAST_CHANGES && LARGE_PART * changed >= size;
        for (SliceColumn column : cache.columns()) {
            if (column.changes() > 0) {
                write(column, isLargePart ? MANY_BINS : FEW_BINS);
            }
        }
    }

    private void write(SliceColumn column, int mostBins) throws Exception {
        Changes changes = new Changes(mostBins);
        column.writeChanges(changes);
        if (changes.isTogetherChanged) {
            SmallSlices slices = column.together();
            if (slices.size() == 0) {
                together.remove(column.app());
            } else {
                together.put(column.app(), slices);
            }
        }
    }

    /** Reads the slices of a host: those of an app that are stored together at once, each other one by itself. */
    private final class Reader implements CachedSlices.Source {
        @Override
        public void readTogether(SliceColumn column) throws Exception {
            SmallSlices slices = together.get(column.app());
            for (int i = 0; slices != null && i < slices.size(); i++) {
                column.restore(slices.startAt(i), slices.vitalsAt(i), SlicePlace.TOGETHER);
            }
        }

        @Override
        public void readApart(SliceColumn column, long start) throws Exception {
            VitalHistograms own = apart.get(new AppSlice(column.app(), start));
            if (own != null) {
                column.restore(start, PackedVitals.of(own), SlicePlace.APART);
            }
        }
    }

    /** Stores the slices that are entries of their own, and finds out whether the common value of the others changes. */
    private final class Changes implements SliceStore {
        private final int mostBins;
        private boolean isTogetherChanged;

        /**
         * Changes of an app that are stored.
         *
         * @param mostBins most bins of a slice that is stored together with others
         */
        Changes(int mostBins) {
            this.mostBins = mostBins;
        }

        @Override
        public SlicePlace put(String app, long start, PackedVitals vitals, SlicePlace before) throws Exception {
            boolean isSmall = vitals.size() <= mostBins;
            isTogetherChanged |= isSmall || before == SlicePlace.TOGETHER;
            if (!isSmall) {
                apart.put(new AppSlice(app, start), vitals.vitals());
                return SlicePlace.APART;
            }
            if (before == SlicePlace.APART) {
                apart.remove(new AppSlice(app, start));
            }
            return SlicePlace.TOGETHER;
        }

        @Override
        public void remove(String app, long start, SlicePlace before) throws Exception {
            isTogetherChanged |= before == SlicePlace.TOGETHER;
            if (before == SlicePlace.APART) {
                apart.remove(new AppSlice(app, start));
            }
        }
    }
}
