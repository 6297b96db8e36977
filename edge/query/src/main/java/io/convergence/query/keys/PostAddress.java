package io.convergence.query.keys;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of a gateway that clients post to.
 *
 * @param beacons address of beacons; empty when it is unknown
 * @param events address of events; empty when it is unknown
 */
public record PostAddress(String beacons, String events) {
    /** The address of beacons under a key, or null when it is unknown. */
    @Nullable
    String ofKey(String key) {
        return with(beacons, "?key=", key);
    }

    /** The address of events under a token, which clients call DSN; null when it is unknown. */
    public @Nullable String ofToken(String token) {
        return with(events, "?token=", token);
    }

    private static @Nullable String with(String url, String parameter, String value) {
        return url.isEmpty() ? null : url + parameter + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
