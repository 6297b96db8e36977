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
        Map<String, Long> pages = minute.attribution().pages();
        assertThat(pages).hasSizeLessThanOrEqualTo(513);
        assertThat(sum(pages)).isEqualTo(minute.bad());
        assertThat(pages.get("/checkout")).isBetween(4_000 - minute.bad() / 257, 4_000L);
        assertThat(FrequentValues.most(pages, 1)).containsOnlyKeys("/checkout", "(other)");
        assertThat(minute.attribution().hosts()).isEqualTo(Map.of("web.example", minute.bad()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void sumsAreExactAndNumbersLackAtMostTheirBoundInWhateverOrderPartsAreMerged(long seed) {
        Random random = new Random(seed);
        Map<String, Long> exact = new HashMap<>();
        List<Map<String, Long>> parts = new ArrayList<>();
        for (int part = 0; part < 40; part++) {
            Map<String, Long> counts = new TreeMap<>();
            for (int event = random.nextInt(200); event > 0; event--) {
                String value = "v" + (int) (1_000 * Math.pow(random.nextDouble(), 5));
                exact.merge(value, 1L, Long::sum);
                FrequentValues.add(counts, value, 1, KEPT);
            }
            parts.add(counts);
        }
        while (parts.size() > 1) {
            Map<String, Long> into = parts.get(random.nextInt(parts.size() - 1));
            FrequentValues.merge(into, parts.remove(parts.size() - 1), KEPT);
        }
        Map<String, Long> merged = parts.get(0);

        long all = sum(exact);
        assertThat(sum(merged)).isEqualTo(all);
        assertThat(merged).hasSizeLessThanOrEqualTo(2 * KEPT + 1);
        exact.forEach((value, events) ->
                assertThat(merged.getOrDefault(value, 0L)).as(value).isBetween(events - all / (KEPT + 1), events));
    }

    @Test
    void fewValuesAreExactInWhateverOrderTheyCome() {
        Map<String, Long> counts = new TreeMap<>();
        for (int event = 0; event < 1_000; event++) {
            FrequentValues.add(counts, "v" + event % (2 * KEPT), 1, KEPT);
        }
        assertThat(counts).hasSize(2 * KEPT).doesNotContainKey("(other)");
        assertThat(sum(counts)).isEqualTo(1_000);
    }

    @Test
    void theMostFrequentValuesAreReportedAndTheRestIsOther() {
        Map<String, Long> counts = new TreeMap<>(Map.of("a", 5L, "b", 7L, "c", 5L, "d", 1L, "(other)", 100L));

        assertThat(FrequentValues.most(counts, 2)).isEqualTo(Map.of("b", 7L, "a", 5L, "(other)", 106L));
        assertThat(FrequentValues.most(counts, 4)).isEqualTo(counts);
    }
}
