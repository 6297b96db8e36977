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
public record PageViews(String page, long views, long errorViews, VitalHistograms vitals) {}
