package io.convergence.query.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Connection of one event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). Thread-safe. */
public interface EventSink {
    /**
     * Writes texts on the thread of the connection, one after the other and no faster than the client reads.
     *
     * @param text the next text, asked for only when the client can take more; null when there is none
     */
    void write(Supplier<@Nullable String> text);

    /** Ends the stream. */
    void end();
}
