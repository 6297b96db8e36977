package io.convergence.core.window;

import io.convergence.core.vitals.VitalHistograms;

/**
 * The views of one page in one minute.
 *
 * @param tenant owner of the app
 * @param app application
 * @param host host name
 * @param page redacted path, or {@code (other)} for the pages beyond the bound
 * @param minute start of the minute, epoch milliseconds
 * @param views views
 * @param errorViews views with an error or a failed request
 * @param vitals the vitals of those views
 */
public record PageMinute(
        String tenant,
        String app,
        String host,
        String page,
        long minute,
        long views,
        long errorViews,
        VitalHistograms vitals) {}
