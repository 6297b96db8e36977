package io.convergence.core.window;

import io.convergence.core.vitals.VitalHistograms;

/**
 * Views of a page in a part of a minute.
 *
 * @param page redacted path
 * @param views views
 * @param errorViews views with an error or a failed request
 * @param vitals the vitals of the views
 */
public record PageViews(String page, long views, long errorViews, VitalHistograms vitals) {

    /** The views of both, as a new value. */
    public PageViews plus(PageViews other) {
        VitalHistograms sum = vitals.copy();
        sum.merge(other.vitals);
        return new PageViews(page, views + other.views, errorViews + other.errorViews, sum);
    }

    PageViews as(String name) {
        return new PageViews(name, views, errorViews, vitals);
    }
}
