package io.convergence.core.window;

/**
 * Views that arrived after a boundary that holds their slice had been evaluated.
 *
 * @param tenant owner of the app
 * @param app application
 * @param host host name
 * @param page redacted path
 * @param sliceStart start of their slice, epoch milliseconds, inclusive
 * @param views how many
 * @param errorViews how many of them are error views
 */
public record LateBeacons(
        String tenant, String app, String host, String page, long sliceStart, long views, long errorViews) {}
