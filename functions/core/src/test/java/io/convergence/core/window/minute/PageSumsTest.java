package io.convergence.core.window.minute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.PageViews;
import org.junit.jupiter.api.Test;

class PageSumsTest {
    private final PageSums sums = new PageSums();

    @Test
    void viewsOfAPageAreSummed() {
        sums.add(page("/b", 1));
        sums.add(page("/a", 2));
        sums.add(page("/b", 3));

        assertThat(sums.values())
                .extracting(PageViews::page, PageViews::views)
                .containsExactly(tuple("/a", 2L), tuple("/b", 4L));
    }

    @Test
    void manyPagesAreNotSmall() {
        for (int page = 0; page < 64; page++) {
            sums.add(page("/" + page, 1));
        }
        assertThat(sums.isSmall()).isTrue();
        sums.add(page("/64", 1));

        assertThat(sums.isSmall()).isFalse();
    }

    @Test
    void manyVitalsAreNotSmall() {
        VitalHistograms vitals = new VitalHistograms();
        for (double value = 1; vitals.size() <= 1024; value *= 1.03) {
            vitals.add(Vital.LCP, value);
            vitals.add(Vital.FCP, value);
            vitals.add(Vital.TTFB, value);
        }
        sums.add(new PageViews("/a", 1, 0, vitals));

        assertThat(sums.isSmall()).isFalse();
    }

    @Test
    void aCopyIsIndependent() {
        sums.add(page("/a", 1));
        PageSums copy = sums.copy();
        copy.add(page("/a", 1));

        assertThat(sums.values()).extracting(PageViews::views).containsExactly(1L);
    }

    private static PageViews page(String page, long views) {
        return new PageViews(page, views, 0, new VitalHistograms());
    }
}
