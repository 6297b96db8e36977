package io.convergence.query.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Connection of one event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). Thread-safe. */
public interface EventSink {
    /**
     * Writes a text on the thread of the connection, unless the client has not read earlier ones yet.
     *
     * @param text called only when the client can take more; null writes nothing
     */
    void write(Supplier<@Nullable String> text);

    /** Ends the stream. */
    void end();
}
