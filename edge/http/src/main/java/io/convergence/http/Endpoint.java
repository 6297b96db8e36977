package io.convergence.http;

import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Properties that all answers of one path have in common.
 *
 * @param label value of the label under which the answers are counted
 * @param methods admitted methods: value of the Allow header of answers with status 405
 * @param isCrossOrigin whether pages of other web origins use the path, so that its answers carry CORS headers
 * @param challenge value of the WWW-Authenticate header of answers with status 401, or null for no such header
 */
public record Endpoint(
        String label,
        CharSequence methods,
        boolean isCrossOrigin,
        @Nullable String challenge) {
    public Endpoint {
        methods = HttpHeaders.createOptimized(methods.toString());
    }

    /** An endpoint for browsers: any web origin may use it, and there is no challenge. */
    public static Endpoint ofBrowsers(String label, String methods) {
        return new Endpoint(label, methods, true, null);
    }

    /** An endpoint for programs that send a bearer token. */
    public static Endpoint ofPrograms(String label, String methods) {
        return new Endpoint(label, methods, false, "Bearer");
    }
}
