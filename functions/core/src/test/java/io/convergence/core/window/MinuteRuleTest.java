package io.convergence.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.VitalHistograms;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MinuteRuleTest {
    private static final MinuteKey KEY = new MinuteKey("acme", "shop", "web.acme.example", 60_000);
    private static final MinuteRule TWO = new MinuteRule(new Bounds(2, 64, 100));

    @Test
    void pagesWithinTheBoundKeepTheirRows() {
        List<PageViews> views = List.of(page("/a", 1), page("/b", 2), page("/a", 3));

        assertThat(TWO.kept(views)).isEmpty();
        assertThat(TWO.rows(KEY, views, Set.of()))
                .extracting(PageMinute::page, PageMinute::views, PageMinute::errorViews)
                .containsExactly(tuple("/a", 4L, 2L), tuple("/b", 2L, 1L));
    }

    @Test
    void beyondTheBoundThePagesWithMostViewsKeepARowAndTheOthersShareOne() {
        List<PageViews> views = List.of(page("/c", 2), page("/b", 2), page("/a", 1), page("/d", 3), page("/e", 1));

        assertThat(TWO.kept(views)).containsExactly("/d", "/b");
        assertThat(TWO.rows(KEY, views, TWO.kept(views)))
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("(other)", 4L), tuple("/b", 2L), tuple("/d", 3L));
    }

    @Test
    void aBundleIsSplitByMinuteAndApp() {
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

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static PageViews page(String page, long views) {
        return new PageViews(page, views, 1, new VitalHistograms());
    }

    private static RumPartial partial(String app, long slice) {
        return new RumPartial(app, "/", slice, RumPartial.ON_TIME);
    }
}
