package io.convergence.core.window;

import java.io.Serializable;

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

    /** An empty selection of the pages that get a row of their own. */
    public TopPages selection() {
        return new TopPages(bounds.pages());
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
}
