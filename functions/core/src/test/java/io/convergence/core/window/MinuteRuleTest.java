package io.convergence.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.vitals.VitalHistograms;
import java.util.List;
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
        assertThat(TWO.row(KEY, page("/a", 1).plus(page("/a", 3))))
                .extracting(PageMinute::page, PageMinute::minute, PageMinute::views, PageMinute::errorViews)
                .containsExactly("/a", 60_000L, 4L, 2L);
    }

    @Test
    void aBundleFallsIntoMinutesAndApps() {
        HostBundle bundle = new HostBundle(
                new HostKey("acme", "h"),
                List.of(partial("cart", 50_000), partial("shop", 50_000), partial("shop", 60_000)));

        assertThat(MinuteBundle.of(bundle))
                .extracting(MinuteBundle::key)
                .containsExactly(
                        new MinuteKey("acme", "cart", "h", 0),
                        new MinuteKey("acme", "shop", "h", 0),
                        new MinuteKey("acme", "shop", "h", 60_000));
    }

    @Test
    void aBundleWithoutPagesHasTheSumOfTheirViews() {
        MinuteBundle bundle = new MinuteBundle(KEY, List.of(page("/a", 1), page("/b", 3), page("/a", 5)));

        assertThat(bundle.withoutPages().key()).isEqualTo(KEY);
        assertThat(bundle.withoutPages().pages())
                .extracting(PageViews::page, PageViews::views, PageViews::errorViews)
                .containsExactly(tuple(MinuteRule.OTHER, 9L, 3L));
    }

    private static PageViews page(String page, long views) {
        return new PageViews(page, views, 1, new VitalHistograms());
    }

    private static RumPartial partial(String app, long slice) {
        return new RumPartial(app, "/", slice, RumPartial.ON_TIME);
    }
}
