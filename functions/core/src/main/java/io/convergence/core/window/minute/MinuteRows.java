package io.convergence.core.window.minute;

import io.convergence.core.window.PageViews;
import org.jspecify.annotations.Nullable;

/** Rows of a closed minute. */
public interface MinuteRows {
    /** The row of a page, or null. */
    @Nullable
    PageViews get(String page);

    /**
     * Sets the row of a page.
     *
     * @param isNew whether the page had no row
     */
    void put(PageViews row, boolean isNew);

    /** Number of pages with a row of their own, without the one that the others share. */
    int own();
}
