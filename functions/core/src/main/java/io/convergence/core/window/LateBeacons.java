package io.convergence.core.window;

/**
 * Count of page views that arrived after a window containing their slice had been evaluated.
 *
 * @param tenant owner of the app
 * @param app application
 * @param host host name
 * @param page redacted path
 * @param sliceStart start of the slice, inclusive, epoch milliseconds
 * @param views number of views
 * @param errorViews number of error views among them
 */
public record LateBeacons(
        String tenant, String app, String host, String page, long sliceStart, long views, long errorViews) {

    /** One late view of a host. */
    public static LateBeacons view(HostKey host, RumPartial late, String page, boolean isErrorView) {
        return new LateBeacons(host.tenant(), late.app(), host.host(), page, late.sliceStart(), 1, isErrorView ? 1 : 0);
    }
}
