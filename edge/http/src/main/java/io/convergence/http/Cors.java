package io.convergence.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Web origins that may read an answer (https://fetch.spec.whatwg.org/#http-cors-protocol).
 *
 * @param origin the admitted origin, or {@code *} for all
 * @param varies whether the answer depends on the Origin header of the request
 */
public record Cors(String origin, boolean varies) {
    /** Every origin may read the answer, which is the same for all of them. */
    public static final Cors ANY = new Cors("*", false);

    /** Every origin may read the answer, which depends on the origin. */
    public static final Cors ANY_VARYING = new Cors("*", true);

    private static final CharSequence ONE_DAY = HttpHeaders.createOptimized("86400");
    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");

    /** Adds the headers to an answer that has none of them yet. */
    void addTo(MultiMap headers, Endpoint endpoint) {
        headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, endpoint.methods());
        headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, endpoint.headers());
        headers.add(HttpHeaders.ACCESS_CONTROL_MAX_AGE, ONE_DAY);
        headers.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RETRY_AFTER);
        if (varies) {
            headers.add(HttpHeaders.VARY, ORIGIN);
        }
    }
}
