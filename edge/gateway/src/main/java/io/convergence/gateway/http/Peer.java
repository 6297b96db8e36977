package io.convergence.gateway.http;

import io.vertx.core.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** One connection and until when it has to have done what comes next. Used by its event loop only. */
final class Peer {
    private static final long NEVER = Long.MAX_VALUE;

    private final HttpConnection connection;
    private long deadline;
    private String cause;
    private @Nullable Runnable lateness;

    /** Of a connection whose headers are awaited. */
    Peer(HttpConnection connection, long deadline) {
        this.connection = connection;
        this.deadline = deadline;
        this.cause = "headers";
    }

    /** Awaits something until a time of the monotonic clock; the connection is closed when it is late. */
    void await(String awaited, long until) {
        await(awaited, until, null);
    }

    /** Awaits something until a time of the monotonic clock; the task is run when it is late. */
    void await(String awaited, long until, @Nullable Runnable late) {
        cause = awaited;
        deadline = until;
        lateness = late;
    }

    /** Awaits nothing of the other side. */
    void rest() {
        deadline = NEVER;
        lateness = null;
    }

    /** What is late at a time of the monotonic clock, or null. */
    @Nullable
    String late(long now) {
        return deadline != NEVER && now - deadline >= 0 ? cause : null;
    }

    /** Does what was to be done when it is late. */
    void expire() {
        Runnable task = lateness;
        rest();
        if (task == null) {
            connection.close();
        } else {
            task.run();
        }
    }
}
