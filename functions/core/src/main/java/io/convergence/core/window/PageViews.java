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
public record PageViews(String page, long views, long errorViews, VitalHistograms vitals) {}
