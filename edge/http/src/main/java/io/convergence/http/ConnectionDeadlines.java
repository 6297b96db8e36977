package io.convergence.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open connections of one event loop with their deadlines. The number of connections is bounded over all event loops.
 * Deadlines apply to whole headers and whole bodies, so that a client that sends a byte now and then is closed as well.
 * Confined to its event loop.
 */
final class ConnectionDeadlines {
    private final IdentityHashMap<HttpConnection, ConnectionDeadline> deadlines = new IdentityHashMap<>();
    private final HttpMetrics metrics;
    private final ServerSettings settings;

    ConnectionDeadlines(HttpMetrics metrics, ServerSettings settings) {
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Registers a new connection, or closes it when the bound is reached. */
    void open(HttpConnection connection) {
        connection.exceptionHandler(failure -> metrics.countClosed("error"));
        if (metrics.openConnections().incrementAndGet() > settings.maxConnections()) {
            metrics.openConnections().decrementAndGet();
            metrics.countClosed("limit");
            connection.close();
            return;
        }
        deadlines.put(connection, new ConnectionDeadline(connection, after(settings.headerTimeout())));
        connection.closeHandler(closed -> {
            if (deadlines.remove(connection) != null) {
                metrics.openConnections().decrementAndGet();
            }
        });
    }

    /** The deadline of a connection; null when it was closed because of the bound. */
    @Nullable
    ConnectionDeadline of(HttpConnection connection) {
        return deadlines.get(connection);
    }

    /** Waits for the rest of a body; the task is run when it does not arrive in time. */
    void awaitBody(ConnectionDeadline deadline, Runnable onExpiry) {
        deadline.await("body", after(settings.bodyTimeout()), onExpiry);
    }

    /** Waits for the next request of a connection. */
    void awaitRequest(ConnectionDeadline deadline) {
        deadline.await("idle", after(settings.idleTimeout()));
    }

    /** Waits for the client to close a connection that was answered before the body had arrived. */
    void awaitClose(ConnectionDeadline deadline, Duration timeout) {
        deadline.await("linger", after(timeout));
    }

    /** Expires every deadline that has passed. */
    void expireOverdue() {
        long now = System.nanoTime();
        List<ConnectionDeadline> overdue = new ArrayList<>();
        for (ConnectionDeadline deadline : deadlines.values()) {
            String awaited = deadline.overdue(now);
            if (awaited != null) {
                metrics.countClosed(awaited);
                overdue.add(deadline);
            }
        }
        overdue.forEach(ConnectionDeadline::expire);
    }

    private static long after(Duration timeout) {
        return System.nanoTime() + timeout.toNanos();
    }
}
