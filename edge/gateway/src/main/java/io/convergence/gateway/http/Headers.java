package io.convergence.gateway.http;

import io.convergence.gateway.ingest.Cors;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** The headers of answers, spelled once. They are added to answers that have none of them yet, which is all of them. */
final class Headers {
    static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    static final CharSequence POST_OPTIONS = HttpHeaders.createOptimized("POST, OPTIONS");
    static final CharSequence POST = HttpHeaders.createOptimized("POST");
    static final CharSequence GET = HttpHeaders.createOptimized("GET");

    private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
    private static final CharSequence A_DAY = HttpHeaders.createOptimized("86400");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");

    private Headers() {}

    /** Of every answer to a browser (https://fetch.spec.whatwg.org/#http-cors-protocol). */
    static void cors(MultiMap headers, Cors cors) {
        headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, cors.origin());
        headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, POST_OPTIONS);
        headers.add(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, CONTENT_TYPE);
        headers.add(HttpHeaders.ACCESS_CONTROL_MAX_AGE, A_DAY);
        if (cors.varies()) {
            headers.add(HttpHeaders.VARY, ORIGIN);
        }
    }

    /** Of every answer with a body. */
    static void content(MultiMap headers, CharSequence type) {
        headers.add(HttpHeaders.CONTENT_TYPE, type);
        headers.add(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
}
