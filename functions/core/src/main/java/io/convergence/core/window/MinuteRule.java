package io.convergence.core.window;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rows of a minute of an app on a host. When the minute closes, the pages with the most views get a row each, ties by
 * name, and all others share one. A page without a row of its own at the close gets one later only while there are fewer
 * rows than the bound, so that corrections never count a view twice.
 *
 * @param bounds most pages with a row of their own
 */
public record MinuteRule(Bounds bounds) implements Serializable {
    /** The name that pages beyond the bound share. */
    public static final String OTHER = "(other)";

    /**
     * The rows of a minute that closes: those of the pages with a row of their own, by name, then the one of all others.
     *
     * @param pages the sum of the views of each page, gone over twice; vitals are changed and must not be used on
     */
    public List<PageViews> close(Iterable<PageViews> pages) {
        Set<String> selected = selected(pages);
        Map<String, PageViews> own = new TreeMap<>();
        PageViews other = null;
        for (PageViews page : pages) {
            if (selected.contains(page.page())) {
                own.put(page.page(), page);
            } else {
                other = other == null ? page.renamed(OTHER) : other.plus(page);
            }
        }
        List<PageViews> rows = new ArrayList<>(own.values());
        if (other != null) {
            rows.add(other);
        }
        return rows;
    }

    /**
     * The row in which late views of a page count.
     *
     * @param hasRow whether the page has a row of its own
     * @param rows rows of their own that the minute has
     */
    public String lateRow(String page, boolean hasRow, int rows) {
        return hasRow || rows < bounds.pages() ? page : OTHER;
    }

    /**
     * The row of a page's views, with its own copy of their vitals.
     *
     * @param restated whether a row of this page and minute was emitted before
     */
    public PageMinute row(MinuteKey key, PageViews page, boolean restated) {
        return new PageMinute(
                key.tenant(),
                key.app(),
                key.host(),
                page.page(),
                key.minute(),
                page.views(),
                page.errorViews(),
                page.vitals().copy(),
                restated);
    }

    private Set<String> selected(Iterable<PageViews> pages) {
        TopPages selection = new TopPages(bounds.pages());
        for (PageViews page : pages) {
            selection.add(page.page(), page.views());
        }
        return selection.names();
    }
}
