package io.convergence.core.window;

import java.util.List;

/**
 * Page views of an app in one slice or a part of it. Verdicts depend on the sum of all pages alone; the pages are needed to
 * report late views.
 *
 * @param sum counts and vitals of all pages together
 * @param pages number of views of each page, at least one; their sum is that of {@code sum}
 */
public record SliceViews(RumPartial sum, List<PageCount> pages) {

    /** Number of views of all pages. */
    public int views() {
        return pages.stream().mapToInt(PageCount::views).sum();
    }
}
