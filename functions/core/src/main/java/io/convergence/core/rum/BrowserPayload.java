package io.convergence.core.rum;

import io.convergence.core.vitals.Vitals;
import org.jspecify.annotations.Nullable;

/**
 * A payload posted by a browser, parsed but not yet validated: types are right and the page is redacted, ranges are not
 * checked. {@link #toString} shows none of its content.
 *
 * @param version version of the contract, 0 when absent
 * @param key public key of an app, trimmed and without control characters; null when absent, empty or over 128 bytes
 * @param id the sender's id of the view, or null
 * @param consent whether the user has consented
 * @param app application, or null when the key determines it
 * @param host host as sent, normalised once validated; null when absent
 * @param page redacted path
 * @param browser one of the closed set of browsers
 * @param vitals vitals, ranges not checked
 * @param errors number of script errors; {@link Long#MAX_VALUE} when it does not fit a long
 * @param failedRequests number of failed requests; {@link Long#MAX_VALUE} when it does not fit a long
 * @param sdk version of the SDK that sent it, or empty
 */
public record BrowserPayload(
        long version,
        @Nullable String key,
        @Nullable String id,
        boolean consent,
        @Nullable String app,
        @Nullable String host,
        String page,
        String browser,
        Vitals vitals,
        long errors,
        long failedRequests,
        String sdk) {

    /**
     * The beacon of a validated payload.
     *
     * @param id published id of the view, which differs from the sender's
     * @param tenant tenant that the key belongs to
     * @param app app that the key belongs to
     * @param receivedAt server receive time, epoch milliseconds
     * @throws IllegalStateException when the payload was not validated
     */
    public Beacon toBeacon(String id, String tenant, String app, long receivedAt) {
        String name = host;
        if (name == null) {
            throw new IllegalStateException("the payload must be validated before it becomes a beacon");
        }
        return new Beacon(
                id,
                tenant,
                app,
                name,
                page,
                browser,
                receivedAt,
                vitals,
                Math.toIntExact(errors),
                Math.toIntExact(failedRequests),
                sdk);
    }

    @Override
    public String toString() {
        return "BrowserPayload";
    }
}
