package io.convergence.gateway.route;

import io.convergence.http.Exchange;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that one request has reserved for its body, bounded over all event loops. It is released when the request is
 * answered or its connection is closed. Confined to the event loop of the request.
 */
final class BodyBuffer {
    private final AtomicLong reserved;
    private final long limit;
    private long bytes;
    private boolean isReleased;

    private BodyBuffer(AtomicLong reserved, long limit) {
        this.reserved = reserved;
        this.limit = limit;
    }

    /**
     * A buffer of a request that has reserved nothing yet.
     *
     * @param reserved bytes that are reserved for all requests
     * @param limit most bytes for all requests
     */
    static BodyBuffer of(Exchange exchange, AtomicLong reserved, long limit) {
        BodyBuffer buffer = new BodyBuffer(reserved, limit);
        HttpServerResponse response = exchange.request().response();
        response.endHandler(end -> buffer.release());
        response.closeHandler(end -> buffer.release());
        return buffer;
    }

    /**
     * Reserves memory for the longest admitted body.
     *
     * @param reserved bytes that are reserved for all requests
     * @param bytes size of the longest admitted body
     * @param limit most bytes for all requests
     * @return whether there was enough memory left
     */
    static boolean reserve(Exchange exchange, AtomicLong reserved, long bytes, long limit) {
        return of(exchange, reserved, limit).take(bytes);
    }

    /**
     * Reserves more memory. A request that is the only one may exceed the limit, for which nothing more is reserved.
     *
     * @return whether there was enough memory left
     */
    boolean take(long more) {
        long counted = Math.min(more, limit - bytes);
        if (isReleased || reserved.addAndGet(counted) > limit) {
            reserved.addAndGet(isReleased ? 0 : -counted);
            return false;
        }
        bytes += counted;
        return true;
    }

    private void release() {
        if (!isReleased) {
            isReleased = true;
            reserved.addAndGet(-bytes);
        }
    }
}
