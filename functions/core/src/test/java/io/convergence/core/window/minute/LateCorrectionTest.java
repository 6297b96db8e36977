package io.convergence.core.window.minute;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageViews;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LateCorrectionTest {
    private final LateCorrection correction = new LateCorrection(new MinuteRule(new Bounds(2, 64, 100)));
    private final Rows rows = new Rows();

    private static final class Rows implements MinuteRows {
        private final Map<String, PageViews> byPage = new LinkedHashMap<>();

        @Override
        public @Nullable PageViews get(String page) {
            return byPage.get(page);
        }

        @Override
        public void put(PageViews row, boolean isNew) {
            assertThat(byPage.put(row.page(), row) == null).isEqualTo(isNew);
        }

        @Override
        public int own() {
            return byPage.size() - (byPage.containsKey(MinuteRule.OTHER) ? 1 : 0);
        }
    }

    @Test
    void viewsOfAPageWithARowAreAddedToIt() {
        rows.put(page("/a", 2), true);

        assertThat(add(page("/a", 1))).containsExactly(Map.entry("/a", 3L));
    }

    @Test
    void aPageGetsARowBelowTheBoundAndCountsAsOthersBeyondIt() {
        rows.put(page("/a", 2), true);

        assertThat(add(page("/c", 1), page("/b", 4), page("/d", 2), page("/c", 1)))
                .containsExactly(Map.entry("(other)", 6L), Map.entry("/c", 2L));
    }

    @Test
    void onlyRowsThatChangedAreReturned() {
        rows.put(page("/a", 2), true);
        rows.put(page("/b", 2), true);
        rows.put(page(MinuteRule.OTHER, 2), true);

        assertThat(add(page("/c", 1))).containsExactly(Map.entry("(other)", 3L));
        assertThat(rows.byPage).hasSize(3);
    }

    private Map<String, Long> add(PageViews... late) {
        return correction.add(List.of(late), rows).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().views(), (one, other) -> one, LinkedHashMap::new));
    }

    private static PageViews page(String page, long views) {
        return new PageViews(page, views, 0, new VitalHistograms());
    }
}
