package io.convergence.http;

import io.vertx.core.http.HttpServerRequest;

/** Rest of a body that nobody reads, because the request has been answered. The connection is closed at its end. */
final class DiscardedBody {
    /** Most bytes that are read before the connection is closed at once. */
    private static final long MAX_BYTES = 4L << 20;

    private final HttpServerRequest request;
    private long bytes;

    private DiscardedBody(HttpServerRequest request) {
        this.request = request;
    }

    /** Reads the rest of the body of a request without keeping it. */
    static void discard(HttpServerRequest request) {
        DiscardedBody body = new DiscardedBody(request);
        request.handler(chunk -> body.count(chunk.length()));
        request.endHandler(end -> request.connection().close());
        request.resume();
    }

    private void count(int length) {
        bytes += length;
        if (bytes > MAX_BYTES) {
            request.connection().close();
        }
    }
}
