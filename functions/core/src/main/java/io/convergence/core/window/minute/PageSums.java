package io.convergence.core.window.minute;

import io.convergence.core.window.PageViews;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Sums of page views by page. Mutable, not thread-safe. */
public final class PageSums {
    /** Most pages and most bins of vitals of small sums, which are about 6 KB. */
    private static final int SMALL_PAGES = 64;

    private static final int SMALL_BINS = 1024;

    private final TreeMap<String, PageViews> pages = new TreeMap<>();

    /** The sums of views, whose vitals must not be used on. */
    public static PageSums of(List<PageViews> views) {
        PageSums sums = new PageSums();
        views.forEach(sums::add);
        return sums;
    }

    /** Adds views, whose vitals must not be used on. */
    public void add(PageViews views) {
        pages.merge(views.page(), views, PageViews::plus);
    }

    /** The sums in the order of their pages. */
    public Collection<PageViews> values() {
        return pages.values();
    }

    /** Whether the sums are few enough to be written as a whole for each change. */
    public boolean isSmall() {
        return pages.size() <= SMALL_PAGES
                && pages.values().stream()
                                .mapToInt(page -> page.vitals().size())
                                .sum()
                        <= SMALL_BINS;
    }

    /** An independent copy. */
    public PageSums copy() {
        PageSums copy = new PageSums();
        for (PageViews page : pages.values()) {
            copy.add(new PageViews(
                    page.page(), page.views(), page.errorViews(), page.vitals().copy()));
        }
        return copy;
    }
}
