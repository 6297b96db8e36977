package io.convergence.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Headers of answers with a body. */
final class Headers {
    static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    static final CharSequence CLOSE = HttpHeaders.createOptimized("close");

    private static final String CONTINUE = "100-continue";

    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private Headers() {}

    /** Adds the media type, and that no cache may store the answer, to an answer that has neither yet. */
    static void addContent(MultiMap headers, CharSequence mediaType) {
        headers.add(HttpHeaders.CONTENT_TYPE, mediaType);
        headers.add(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    /** Whether the headers of a request announce a body. */
    static boolean announceBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    /** Whether the headers of a request announce a body of more bytes than a limit. */
    static boolean announceMore(HttpServerRequest request, long limit) {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null) {
            return false;
        }
        try {
            return Long.parseLong(announced.trim()) > limit;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Sends status 100 to a client that waits for it before it sends the body. */
    static void admitBody(HttpServerRequest request) {
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }
}
