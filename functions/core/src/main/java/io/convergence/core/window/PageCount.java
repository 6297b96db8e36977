package io.convergence.core.window;

import io.convergence.core.rum.Beacon;

/**
 * Number of page views of one page.
 *
 * @param page redacted path
 * @param views number of views
 * @param errorViews number of views with an error or a failed request
 */
public record PageCount(String page, int views, int errorViews) {

    /** The count of one view. */
    static PageCount of(Beacon beacon) {
        return new PageCount(beacon.page(), 1, beacon.isErrorView() ? 1 : 0);
    }

    /** The sum of both counts, under this page. */
    PageCount plus(PageCount other) {
        return new PageCount(page, views + other.views, errorViews + other.errorViews);
    }
}
