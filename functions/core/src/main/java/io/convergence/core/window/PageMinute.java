package io.convergence.core.window;

import io.convergence.core.vitals.VitalHistograms;

/**
 * Page views of one page of an app on a host in one minute: a row of {@code rum_minutes}.
 *
 * @param tenant owner of the app
 * @param app application
 * @param host host name
 * @param page redacted path, or {@code (other)} for the pages beyond the bound
 * @param minute start of the minute, epoch milliseconds
 * @param views number of views
 * @param errorViews number of views with an error or a failed request
 * @param vitals histograms of the vitals of the views
 * @param restated whether a row of this page and minute was emitted before
 */
public record PageMinute(
        String tenant,
        String app,
        String host,
        String page,
        long minute,
        long views,
        long errorViews,
        VitalHistograms vitals,
        boolean restated) {}
