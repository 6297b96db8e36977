package io.convergence.flink.converge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.HostKey;
import io.convergence.flink.state.AppSlice;
import io.convergence.flink.state.PackedVitals;
import io.convergence.flink.state.SmallSlices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceVitalsTest {
    private static final HostKey HOST = new HostKey("acme", "a");
    private static final int MOST_SMALL_BINS = 8;

    private final List<String> accesses = new ArrayList<>();
    private final KeyedMap<AppSlice, VitalHistograms> apart = new KeyedMap<>(() -> HOST, accesses);
    private final KeyedMap<String, SmallSlices> together = new KeyedMap<>(() -> HOST, accesses);
    private final SliceVitals state = new SliceVitals(apart, together);

    @Test
    void slicesWithFewBinsAreOneValue() throws Exception {
        CachedSlices cache = withUnchangedSlices();
        cache.put("shop", 10_000, vitals(1));
        cache.put("shop", 20_000, vitals(MOST_SMALL_BINS));
        cache.put("shop", 30_000, vitals(MOST_SMALL_BINS + 1));
        cache.put("blog", 10_000, vitals(2));
        state.write(cache);

        assertThat(apart.of(HOST)).containsOnlyKeys(new AppSlice("shop", 30_000));
        assertThat(together.of(HOST)).containsOnlyKeys("shop", "blog", "unchanged");
        assertThat(starts("shop")).containsExactly(10_000L, 20_000L);
        accesses.clear();
        state.write(cache);
        assertThat(accesses).isEmpty();
    }

    @Test
    void whereMostSlicesHaveChangedLargerOnesAreOneValueToo() throws Exception {
        CachedSlices cache = CachedSlices.none();
        for (int slice = 1; slice <= 19; slice++) {
            cache.put("shop", 10_000L * slice, vitals(200));
        }
        cache.put("shop", 200_000, vitals(201));
        state.write(cache);

        assertThat(apart.of(HOST)).containsOnlyKeys(new AppSlice("shop", 200_000));
        assertThat(starts("shop")).hasSize(19);
    }

    @Test
    void aFewChangesAreStoredApartInAShortWindowToo() throws Exception {
        CachedSlices cache = CachedSlices.none();
        for (int slice = 1; slice <= 19; slice++) {
            cache.put("shop", 10_000L * slice, vitals(9));
        }
        state.write(cache);
        assertThat(apart.of(HOST)).hasSize(19);
        assertThat(together.of(HOST)).isEmpty();
    }

    @Test
    void aSliceThatGrowsBecomesAnEntryOfItsOwn() throws Exception {
        CachedSlices cache = withUnchangedSlices();
        AppSlice slice = new AppSlice("shop", 10_000);
        cache.put(slice.app(), slice.start(), vitals(1));
        state.write(cache);
        cache.put(slice.app(), slice.start(), vitals(MOST_SMALL_BINS + 1));
        state.write(cache);

        assertThat(apart.of(HOST)).containsOnlyKeys(slice);
        assertThat(together.of(HOST)).containsOnlyKeys("unchanged");
    }

    @Test
    void aSmallSliceOfAnEarlierVersionLeavesWhenItIsRemoved() throws Exception {
        AppSlice slice = new AppSlice("shop", 10_000);
        apart.of(HOST).put(slice, vitals(1));
        CachedSlices cache = state.cache();
        assertThat(cache.get(slice.app(), slice.start())).isEqualTo(vitals(1));
        cache.remove(slice.app(), slice.start());
        state.write(cache);
        assertThat(apart.of(HOST)).isEmpty();
    }

    @Test
    void slicesAreReadWhenTheyAreUsed() throws Exception {
        AppSlice small = new AppSlice("shop", 10_000);
        AppSlice large = new AppSlice("shop", 20_000);
        together.put("shop", slices(small));
        apart.put(large, vitals(200));
        accesses.clear();
        CachedSlices cache = state.cache();
        state.write(cache);
        assertThat(accesses).isEmpty();
        assertThat(cache.get(small.app(), small.start())).isEqualTo(vitals(1));
        assertThat(accesses).containsExactly("read a shop");
        assertThat(cache.get(large.app(), large.start())).isEqualTo(vitals(200));
        assertThat(cache.get(small.app(), small.start())).isEqualTo(vitals(1));
        assertThat(accesses).containsExactly("read a shop", "read a " + large);
    }

    @Test
    void aNewSliceIsAddedToThoseThatAreStoredTogetherWithoutALookUpOfItsOwn() throws Exception {
        AppSlice known = new AppSlice("shop", 10_000);
        AppSlice added = new AppSlice("shop", 20_000);
        together.put("shop", slices(known));
        accesses.clear();
        CachedSlices cache = state.cache();
        cache.add(added.app(), added.start(), vitals(2));
        assertThat(accesses).containsExactly("read a shop");
        state.write(cache);
        assertStored(Map.of(known, vitals(1), added, vitals(2)));
    }

    /** The removal of an entry that does not exist costs later reads as much as that of one that does. */
    @Test
    void nothingIsRemovedThatDoesNotExist() throws Exception {
        AppSlice small = new AppSlice("shop", 10_000);
        AppSlice other = new AppSlice("shop", 20_000);
        SmallSlices both = slices(small);
        both.add(other.start(), PackedVitals.of(vitals(1)));
        together.put("shop", both);
        CachedSlices cache = state.cache();
        cache.remove(small.app(), small.start());
        cache.remove("shop", 30_000);
        cache.put("shop", 40_000, vitals(1));
        state.write(cache);
        assertThat(accesses).noneMatch(access -> access.startsWith("remove"));
        assertThat(starts("shop")).containsExactly(20_000L, 40_000L);
    }

    /** Any sequence of changes through caches leaves the same slices as a map. */
    @Test
    void theSlicesAreThoseOfAMap() throws Exception {
        Random random = new Random(11);
        Map<AppSlice, VitalHistograms> expected = new HashMap<>();
        CachedSlices cache = state.cache();
        for (int round = 0; round < 300; round++) {
            if (random.nextInt(4) == 0) {
                cache = state.cache();
            }
            for (int change = random.nextInt(60); change > 0; change--) {
                AppSlice slice = new AppSlice(random.nextBoolean() ? "shop" : "blog", 10_000L * random.nextInt(12));
                switch (random.nextInt(3)) {
                    case 0 -> {
                        expected.remove(slice);
                        cache.remove(slice.app(), slice.start());
                    }
                    case 1 -> assertThat(cache.get(slice.app(), slice.start())).isEqualTo(expected.get(slice));
                    default -> {
                        VitalHistograms vitals = vitals(1 + random.nextInt(2 * MOST_SMALL_BINS));
                        if (expected.put(slice, vitals.copy()) == null && random.nextBoolean()) {
                            cache.add(slice.app(), slice.start(), vitals);
                        } else {
                            cache.put(slice.app(), slice.start(), vitals);
                        }
                    }
                }
            }
            state.write(cache);
            assertStored(expected);
        }
    }

    /** A cache of a host of which a small part changes: another app has a hundred slices that are stored. */
    private CachedSlices withUnchangedSlices() throws Exception {
        CachedSlices cache = CachedSlices.none();
        for (int slice = 0; slice < 100; slice++) {
            cache.put("unchanged", 10_000L * slice, vitals(1));
        }
        state.write(cache);
        return cache;
    }

    private static SmallSlices slices(AppSlice slice) {
        SmallSlices slices = new SmallSlices(1);
        slices.add(slice.start(), PackedVitals.of(vitals(1)));
        return slices;
    }

    /** The starts of the slices of an app that are stored together. */
    private List<Long> starts(String app) {
        SmallSlices slices = requireNonNull(together.of(HOST).get(app));
        return IntStream.range(0, slices.size()).mapToObj(slices::startAt).toList();
    }

    private void assertStored(Map<AppSlice, VitalHistograms> expected) throws Exception {
        Map<AppSlice, VitalHistograms> stored = new HashMap<>(apart.of(HOST));
        together.of(HOST).forEach((app, slices) -> {
            assertThat(slices.size()).isPositive();
            for (int i = 0; i < slices.size(); i++) {
                AppSlice slice = new AppSlice(app, slices.startAt(i));
                assertThat(stored.put(slice, slices.vitalsAt(i).vitals()))
                        .as("stored twice")
                        .isNull();
            }
        });
        assertThat(stored).isEqualTo(expected);
    }

    private static VitalHistograms vitals(int bins) {
        VitalHistograms vitals = new VitalHistograms();
        for (int bin = 0; bin < bins; bin++) {
            vitals.add(Vital.LCP, 1000.0 * Math.pow(1.03, bin));
        }
        return vitals;
    }
}
