package io.convergence.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.VitalHistograms;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MinuteRuleTest {
    private static final MinuteKey KEY = new MinuteKey("acme", "shop", "web.acme.example", 60_000);
    private static final MinuteRule TWO = new MinuteRule(new Bounds(2, 64, 100));

    @Test
    void thePagesWithTheMostViewsAreSelectedTiesByName() {
        TopPages selection = TWO.selection();
        Map.of("/c", 2L, "/b", 2L, "/a", 1L, "/d", 3L, "/e", 1L).forEach(selection::add);

        assertThat(selection.names()).containsExactlyInAnyOrder("/d", "/b");
    }

    @Test
    void pagesWithinTheBoundAreAllSelected() {
        TopPages selection = TWO.selection();
        selection.add("/a", 4);
        selection.add("/b", 1);

        assertThat(selection.names()).containsExactlyInAnyOrder("/a", "/b");
    }

    @Test
    void lateViewsGetARowOfTheirOwnOnlyBelowTheBound() {
        assertThat(TWO.lateRow("/a", false, 1)).isEqualTo("/a");
        assertThat(TWO.lateRow("/a", true, 2)).isEqualTo("/a");
        assertThat(TWO.lateRow("/a", false, 2)).isEqualTo(MinuteRule.OTHER);
    }

    @Test
    void aRowHasTheSumOfThePagesViews() {
        assertThat(TWO.row(KEY, page("/a", 1).plus(page("/a", 3)), false))
                .extracting(PageMinute::page, PageMinute::minute, PageMinute::views, PageMinute::errorViews)
                .containsExactly("/a", 60_000L, 4L, 2L);
    }

    private static PageViews page(String page, long views) {
        return new PageViews(page, views, 1, new VitalHistograms());
    }
}
