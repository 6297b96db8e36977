package io.convergence.core.rum;

import io.convergence.core.vitals.Vitals;
import org.jspecify.annotations.Nullable;

/**
 * What a browser posts: of the right types, its page already redacted, its fields not yet checked. Its text never shows
 * any of it.
 *
 * @param version version of the contract, 0 when absent
 * @param key names an app, trimmed and without control characters; null when absent, empty or over 128 bytes, and so
 *     unknown
 * @param id identifies the view for the sender, or null
 * @param consent whether consent is given
 * @param app application, or null to leave it to the key
 * @param host host as sent, normalised once checked; null when absent
 * @param page redacted path
 * @param browser one of the closed set of browsers
 * @param vitals vitals
 * @param errors script errors; {@link Long#MAX_VALUE} when beyond a long
 * @param failedRequests failed requests; {@link Long#MAX_VALUE} when beyond a long
 * @param sdk version of the sender's SDK, or empty
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
     * The beacon of a payload that was validated.
     *
     * @param id published id of the view, which is not the sender's
     * @param tenant tenant of the key
     * @param app app of the key
     * @param receivedAt server receive time, epoch milliseconds
     * @throws IllegalStateException when the payload was not validated
     */
    public Beacon toBeacon(String id, String tenant, String app, long receivedAt) {
        String name = host;
        if (name == null) {
            throw new IllegalStateException("a beacon is made of a payload that was validated");
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
