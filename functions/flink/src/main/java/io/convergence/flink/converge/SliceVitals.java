package io.convergence.flink.converge;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.flink.converge.CachedVitals.Place;
import io.convergence.flink.state.AppSlice;
import io.convergence.flink.state.PackedVitals;
import io.convergence.flink.state.SmallSlices;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
    CachedVitals<AppSlice> cache() {
        return new CachedVitals<>(new Reader());
    }

    /** Stores what has changed in a cache. */
    void write(CachedVitals<AppSlice> cache) throws Exception {
        int changed = cache.changes();
        if (changed == 0) {
            return;
        }
        boolean isLargePart = changed >= LEAST_CHANGES && LARGE_PART * changed >= cache.size();
        Changes changes = new Changes(isLargePart ? MANY_BINS : FEW_BINS);
        cache.writeChanges(changes);
        Map<String, SmallSlices> values = new HashMap<>();
        if (!changes.apps.isEmpty()) {
            cache.forEachTogether((slice, vitals) -> {
                if (changes.apps.contains(slice.app())) {
                    values.computeIfAbsent(slice.app(), app -> new SmallSlices())
                            .put(slice.start(), vitals);
                }
            });
        }
        for (String app : changes.apps) {
            SmallSlices slices = values.get(app);
            if (slices == null) {
                together.remove(app);
            } else {
                together.put(app, slices);
            }
        }
    }

    /** Reads the slices of a host: those of an app that are stored together at once, each other one by itself. */
    private final class Reader implements CachedVitals.Source<AppSlice> {
        private final Set<String> apps = new HashSet<>(2);

        @Override
        public void read(AppSlice slice, CachedVitals<AppSlice> cache) throws Exception {
            readBeside(slice, cache);
            VitalHistograms own = cache.has(slice) ? null : apart.get(slice);
            if (own != null) {
                cache.restore(slice, PackedVitals.of(own), Place.APART);
            }
        }

        @Override
        public void readBeside(AppSlice slice, CachedVitals<AppSlice> cache) throws Exception {
            SmallSlices small = apps.add(slice.app()) ? together.get(slice.app()) : null;
            if (small != null) {
                small.byStart()
                        .forEach((start, vitals) ->
                                cache.restore(new AppSlice(slice.app(), start), vitals, Place.TOGETHER));
            }
        }
    }

    /** Stores the slices that are entries of their own, and collects the apps whose common value changes. */
    private final class Changes implements CachedVitals.Changes<AppSlice> {
        private final int mostBins;
        private final Set<String> apps = new HashSet<>();

        /**
         * Changes that are stored.
         *
         * @param mostBins most bins of a slice that is stored together with others
         */
        Changes(int mostBins) {
            this.mostBins = mostBins;
        }

        @Override
        public Place put(AppSlice slice, PackedVitals vitals, Place before) throws Exception {
            if (vitals.size() <= mostBins) {
                if (before == Place.APART) {
                    apart.remove(slice);
                }
                apps.add(slice.app());
                return Place.TOGETHER;
            }
            if (before == Place.TOGETHER) {
                apps.add(slice.app());
            }
            apart.put(slice, vitals.vitals());
            return Place.APART;
        }

        @Override
        public void remove(AppSlice slice, Place before) throws Exception {
            if (before == Place.TOGETHER) {
                apps.add(slice.app());
            } else {
                apart.remove(slice);
            }
        }
    }
}
