package io.convergence.launcher.demo.shop;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Options of the shop's web server.
 *
 * @param address host name or address to listen on, and the host of the shop's beacons
 * @param port port to listen on, or 0 for a free one
 * @param endpoint URL of the gateway's {@code /ingest/rum}
 * @param key public key of the shop's app
 * @param dsn URL of the shop's DSN, or null when the gateway takes no events
 */
public record ShopOptions(
        String address,
        int port,
        String endpoint,
        String key,
        @Nullable String dsn) {
    /** Texts that need no escaping in an HTML attribute. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/._~?=%-]+");

    /** Rejects an endpoint, key or DSN that would need escaping in the page. */
    public ShopOptions {
        require(endpoint, "the endpoint");
        require(key, "the key");
        if (dsn != null) {
            require(dsn, "the DSN");
        }
    }

    private static void require(String text, String what) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " must be of letters, digits and :/._~?=%-");
        }
    }
}
