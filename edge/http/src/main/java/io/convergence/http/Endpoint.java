package io.convergence.http;

import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Properties that all answers of one path have in common.
 *
 * @param label value of the label under which the answers are counted
 * @param methods admitted methods: value of the Allow header of answers with status 405
 * @param isCrossOrigin whether pages of other web origins use the path, so that its answers carry CORS headers
 * @param headers request headers that pages of other web origins may set: value of Access-Control-Allow-Headers
 * @param challenge value of the WWW-Authenticate header of answers with status 401, or null for no such header
 */
public record Endpoint(
        String label,
        CharSequence methods,
        boolean isCrossOrigin,
        CharSequence headers,
        @Nullable String challenge) {
    private static final String CONTENT_TYPE = "Content-Type";

    public Endpoint {
        methods = HttpHeaders.createOptimized(methods.toString());
        headers = HttpHeaders.createOptimized(headers.toString());
    }

    /** An endpoint for browsers: any web origin may use it, and there is no challenge. */
    public static Endpoint ofBrowsers(String label, String methods) {
        return ofBrowsers(label, methods, CONTENT_TYPE);
    }

    /** An endpoint for browsers that may set further request headers. */
    public static Endpoint ofBrowsers(String label, String methods, String headers) {
        return new Endpoint(label, methods, true, headers, null);
    }

    /** An endpoint for programs that send a bearer token. */
    public static Endpoint ofPrograms(String label, String methods) {
        return new Endpoint(label, methods, false, CONTENT_TYPE, "Bearer");
    }
}
