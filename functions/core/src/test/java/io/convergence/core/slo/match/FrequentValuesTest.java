package io.convergence.core.slo.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrequentValuesTest {
    private static final int KEPT = 8;

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void aHostileBrowserCannotInflateAMinuteNorHideABadPage() {
        EventCounts minute = new EventCounts();
        for (int view = 0; view < 200_000; view++) {
            minute.addBad("/random/" + view, "web.example", "chrome");
            if (view % 50 == 0) {
                minute.addBad("/checkout", "web.example", "chrome");
            }
        }
        Map<String, Long> pages = minute.attribution().pages().asMap();
        assertThat(pages).hasSizeLessThanOrEqualTo(513);
        assertThat(sum(pages)).isEqualTo(minute.bad());
        assertThat(pages.get("/checkout")).isBetween(4_000 - minute.bad() / 257, 4_000L);
        assertThat(minute.attribution().pages().most(1)).containsOnlyKeys("/checkout", "(other)");
        assertThat(minute.attribution().hosts().asMap()).isEqualTo(Map.of("web.example", minute.bad()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void sumsAreExactAndNumbersLackAtMostTheirBoundInWhateverOrderPartsAreMerged(long seed) {
        Random random = new Random(seed);
        Map<String, Long> exact = new HashMap<>();
        List<FrequentValues> parts = new ArrayList<>();
        for (int part = 0; part < 40; part++) {
            FrequentValues counts = new FrequentValues();
            for (int event = random.nextInt(200); event > 0; event--) {
                String value = "v" + (int) (1_000 * Math.pow(random.nextDouble(), 5));
                exact.merge(value, 1L, Long::sum);
                counts.add(value, 1, KEPT);
            }
            parts.add(counts);
        }
        while (parts.size() > 1) {
            FrequentValues into = parts.get(random.nextInt(parts.size() - 1));
            into.merge(parts.remove(parts.size() - 1), KEPT);
        }
        Map<String, Long> merged = parts.get(0).asMap();

        long all = sum(exact);
        assertThat(sum(merged)).isEqualTo(all);
        assertThat(merged).hasSizeLessThanOrEqualTo(2 * KEPT + 1);
        exact.forEach((value, events) ->
                assertThat(merged.getOrDefault(value, 0L)).as(value).isBetween(events - all / (KEPT + 1), events));
    }

    @Test
    void fewValuesAreExactInWhateverOrderTheyCome() {
        FrequentValues counts = new FrequentValues();
        for (int event = 0; event < 1_000; event++) {
            counts.add("v" + event % (2 * KEPT), 1, KEPT);
        }
        assertThat(counts.asMap()).hasSize(2 * KEPT).doesNotContainKey("(other)");
        assertThat(sum(counts.asMap())).isEqualTo(1_000);
    }

    /** While there are few values, numbers equal those of a sorted map, also in their order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void fewValuesEqualThoseOfASortedMap(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            FrequentValues counts = new FrequentValues();
            TreeMap<String, Long> map = new TreeMap<>();
            for (int part = random.nextInt(6); part >= 0; part--) {
                FrequentValues added = new FrequentValues();
                for (int event = random.nextInt(12); event > 0; event--) {
                    String value = "v" + random.nextInt(2 * KEPT);
                    int events = 1 + random.nextInt(3);
                    added.add(value, events, KEPT);
                    map.merge(value, (long) events, Long::sum);
                }
                counts.merge(added, KEPT);
            }
            assertThat(new ArrayList<>(counts.asMap().entrySet())).isEqualTo(new ArrayList<>(map.entrySet()));
        }
    }

    @Test
    void aPartThatWasMergedIsNotChangedByLaterAdditions() {
        FrequentValues part = new FrequentValues();
        part.add("a", 1, KEPT);
        part.add("b", 2, KEPT);
        FrequentValues counts = new FrequentValues();
        counts.merge(part, KEPT);
        counts.add("a", 1, KEPT);

        assertThat(part.asMap()).isEqualTo(Map.of("a", 1L, "b", 2L));
        assertThat(counts.asMap()).isEqualTo(Map.of("a", 2L, "b", 2L));
        assertThat(counts).isNotEqualTo(part);
    }

    @Test
    void theMostFrequentValuesAreReportedAndTheRestIsOther() {
        FrequentValues counts =
                new FrequentValues(new String[] {"(other)", "a", "b", "c", "d"}, new long[] {100, 5, 7, 5, 1});

        assertThat(counts.most(2)).isEqualTo(Map.of("b", 7L, "a", 5L, "(other)", 106L));
        assertThat(counts.most(4)).isEqualTo(counts.asMap());
    }
}
