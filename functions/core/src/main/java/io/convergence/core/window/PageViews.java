package io.convergence.core.window;

import io.convergence.core.vitals.VitalHistograms;

/**
 * Page views of one page in a part of a minute.
 *
 * @param page redacted path
 * @param views number of views
 * @param errorViews number of views with an error or a failed request
 * @param vitals histograms of the vitals of the views
 */
public record PageViews(String page, long views, long errorViews, VitalHistograms vitals) {

    /** The sum of these views and others, under this page. The vitals of this value are changed and must not be used on. */
    public PageViews plus(PageViews other) {
        vitals.merge(other.vitals);
        return new PageViews(page, views + other.views, errorViews + other.errorViews, vitals);
    }

    /** The same views under another page. */
    public PageViews renamed(String otherPage) {
        return new PageViews(otherPage, views, errorViews, vitals);
    }
}
