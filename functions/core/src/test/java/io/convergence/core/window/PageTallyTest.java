package io.convergence.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageTallyTest {

    @Test
    void aNewTallyHasNoPages() {
        PageTally tally = new PageTally();
        assertThat(tally.size()).isZero();
        assertThat(tally.counts()).isEmpty();
    }

    @Test
    void pagesAreInTheOrderOfTheirFirstViews() {
        PageTally tally = new PageTally();
        tally.add("/b", false);
        tally.add("/a", true);
        tally.add(copy("/b"), true);
        assertThat(tally.counts()).containsExactly(new PageCount("/b", 2, 1), new PageCount("/a", 1, 1));
    }

    @Test
    void pagesWithEqualHashesAreDifferentPages() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        PageTally tally = new PageTally();
        tally.add("Aa", false);
        tally.add("BB", true);
        tally.add("Aa", false);
        assertThat(tally.counts()).containsExactly(new PageCount("Aa", 2, 0), new PageCount("BB", 1, 1));
    }

    @Test
    void manyPagesWithEqualHashesLoseNoView() {
        PageTally tally = new PageTally();
        for (int round = 0; round < 2; round++) {
            for (int number = 0; number < 1024; number++) {
                StringBuilder page = new StringBuilder();
                for (int bit = 0; bit < 10; bit++) {
                    page.append((number >> bit & 1) == 0 ? "Aa" : "BB");
                }
                tally.add(page.toString(), round == 1);
            }
        }
        Map<String, Integer> views = new HashMap<>();
        Map<String, Integer> errorViews = new HashMap<>();
        for (PageCount count : tally.counts()) {
            views.merge(count.page(), count.views(), Integer::sum);
            errorViews.merge(count.page(), count.errorViews(), Integer::sum);
        }
        assertThat(views).hasSize(1024);
        assertThat(views.values()).containsOnly(2);
        assertThat(errorViews.values()).containsOnly(1);
        assertThat(tally.size()).isEqualTo(tally.counts().size());
    }

    @Test
    void theCountsAreThoseOfAMap() {
        Random random = new Random(7);
        for (int pages : new int[] {1, 3, 4, 5, 8, 9, 64, 1000}) {
            PageTally tally = new PageTally();
            Map<String, PageCount> expected = new HashMap<>();
            for (int view = 0; view < 3 * pages; view++) {
                String page = "/" + random.nextInt(pages);
                boolean isErrorView = random.nextInt(3) == 0;
                tally.add(page, isErrorView);
                expected.merge(
                        page,
                        new PageCount(page, 1, isErrorView ? 1 : 0),
                        (known, added) -> new PageCount(
                                page, known.views() + added.views(), known.errorViews() + added.errorViews()));
            }
            assertThat(tally.size()).isEqualTo(expected.size());
            assertThat(tally.counts()).containsExactlyInAnyOrderElementsOf(expected.values());
        }
    }

    /** An equal text that is another object, as two decoded records have. */
    private static String copy(String text) {
        return String.valueOf(text.toCharArray());
    }
}
