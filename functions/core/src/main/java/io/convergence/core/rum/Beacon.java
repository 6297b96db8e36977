package io.convergence.core.rum;

import io.convergence.core.vitals.Vitals;

/**
 * One page view of a real browser: the canonical record of {@code rum.beacons}, normalised and redacted.
 *
 * @param id identifies the view; carries no personal data
 * @param tenant owner of the app
 * @param app application within the tenant
 * @param host normalised host name (lower case, no port, no trailing dot)
 * @param page redacted path, always starts with a slash
 * @param browser one of the closed set {@code chrome, firefox, safari, edge, other, unknown}
 * @param receivedAt server receive time, epoch milliseconds: the event time
 * @param vitals vitals that the view carries
 * @param errors script errors in the view
 * @param failedRequests failed fetch and XHR requests in the view
 * @param sdk version of the sender's SDK, or empty
 */
public record Beacon(
        String id,
        String tenant,
        String app,
        String host,
        String page,
        String browser,
        long receivedAt,
        Vitals vitals,
        int errors,
        int failedRequests,
        String sdk) {

    /** Whether the view counts as an error view: at least one script error or failed request. */
    public boolean isErrorView() {
        return errors > 0 || failedRequests > 0;
    }
}
