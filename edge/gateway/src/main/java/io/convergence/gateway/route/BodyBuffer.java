package io.convergence.gateway.route;

import io.convergence.http.Exchange;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Reservation of memory for bodies, bounded over all event loops. */
final class BodyBuffer {
    private BodyBuffer() {}

    /**
     * Reserves memory for the longest admitted body until the request is answered or its connection is closed.
     *
     * @param reserved bytes that are reserved for all requests
     * @param bytes size of the longest admitted body
     * @param limit most bytes for all requests
     * @return whether there was enough memory left
     */
    static boolean reserve(Exchange exchange, AtomicLong reserved, long bytes, long limit) {
        if (reserved.addAndGet(bytes) > limit) {
            reserved.addAndGet(-bytes);
            return false;
        }
        AtomicBoolean isReserved = new AtomicBoolean(true);
        HttpServerResponse response = exchange.request().response();
        response.endHandler(end -> release(isReserved, reserved, bytes));
        response.closeHandler(end -> release(isReserved, reserved, bytes));
        return true;
    }

    private static void release(AtomicBoolean isReserved, AtomicLong reserved, long bytes) {
        if (isReserved.compareAndSet(true, false)) {
            reserved.addAndGet(-bytes);
        }
    }
}
