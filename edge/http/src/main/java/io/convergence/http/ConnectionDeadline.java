package io.convergence.http;

import io.vertx.core.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** Deadline of the next event on one HTTP connection. Confined to the connection's event loop. */
final class ConnectionDeadline {
    private static final long NEVER = Long.MAX_VALUE;

    private final HttpConnection connection;
    private long deadlineNanos;
    private String awaited;
    private @Nullable Runnable onExpiry;

    /**
     * Starts to wait for the first headers of a connection.
     *
     * @param deadlineNanos time of {@link System#nanoTime} until which they must have arrived
     */
    ConnectionDeadline(HttpConnection connection, long deadlineNanos) {
        this.connection = connection;
        this.deadlineNanos = deadlineNanos;
        this.awaited = "headers";
    }

    /** Waits for an event until a time of {@link System#nanoTime}; the connection is closed when it expires. */
    void await(String event, long untilNanos) {
        await(event, untilNanos, null);
    }

    /** Waits for an event until a time of {@link System#nanoTime}; the task is run when it expires, if there is one. */
    void await(String event, long untilNanos, @Nullable Runnable task) {
        awaited = event;
        deadlineNanos = untilNanos;
        onExpiry = task;
    }

    /** Cancels the deadline: the next event comes from this side. */
    void cancel() {
        deadlineNanos = NEVER;
        onExpiry = null;
    }

    /** The awaited event when its deadline has passed at a time of {@link System#nanoTime}, or else null. */
    @Nullable
    String overdue(long nowNanos) {
        return deadlineNanos != NEVER && nowNanos - deadlineNanos >= 0 ? awaited : null;
    }

    /** Runs the task of the deadline, or closes the connection when there is none. */
    void expire() {
        Runnable task = onExpiry;
        cancel();
        if (task == null) {
            connection.close();
        } else {
            task.run();
        }
    }
}
