package io.convergence.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.convergence.core.vitals.VitalHistograms;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinuteRuleTest {
    private static final MinuteKey KEY = new MinuteKey("acme", "shop", "web.acme.example", 60_000);
    private static final MinuteRule TWO = new MinuteRule(new Bounds(2, 64, 100));

    @Test
    void thePagesWithTheMostViewsHaveARowTiesByNameAndTheOthersShareOne() {
        assertThat(TWO.close(List.of(page("/c", 2), page("/b", 2), page("/a", 1), page("/d", 3), page("/e", 1))))
                .extracting(PageViews::page, PageViews::views, PageViews::errorViews)
                .containsExactly(tuple("/b", 2L, 1L), tuple("/d", 3L, 1L), tuple(MinuteRule.OTHER, 4L, 3L));
    }

    @Test
    void pagesWithinTheBoundAllHaveARow() {
        assertThat(TWO.close(List.of(page("/b", 1), page("/a", 4))))
                .extracting(PageViews::page)
                .containsExactly("/a", "/b");
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
