package io.convergence.query.feed;

import io.convergence.query.access.Caller;
import io.convergence.query.http.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** One open event stream. Thread-safe. */
final class OpenStream {
    private static final Duration COMMENT = Duration.ofSeconds(15);

    private final String token;
    private final Caller caller;
    private final Set<String> types;
    private final Instant since;
    private final EventSink sink;
    private final PendingEvents pending = new PendingEvents();
    private volatile Instant writtenAt;

    /**
     * A stream that was just opened.
     *
     * @param token token of the caller, which is checked again while the stream is open
     * @param types types of events that the client wants, besides {@code progress}
     * @param since events of earlier boundaries are not sent
     */
    OpenStream(String token, Caller caller, Set<String> types, Instant since, EventSink sink, Instant now) {
        this.token = token;
        this.caller = caller;
        this.types = Set.copyOf(types);
        this.since = since;
        this.sink = sink;
        this.writtenAt = now;
        pending.add("retry", new PendingEvents.Event("retry", "retry: 3000\n\n"));
    }

    String token() {
        return token;
    }

    Caller caller() {
        return caller;
    }

    void offer(String key, PendingEvents.Event event, Instant boundary) {
        if (types.contains(event.type()) && !boundary.isBefore(since)) {
            pending.add(key, event);
        }
    }

    void progress(PendingEvents.Event event) {
        pending.add("progress", event);
    }

    /** Writes what is pending, or a comment after 15 s without a text. */
    void flush(Instant now) {
        if (Duration.between(writtenAt, now).compareTo(COMMENT) >= 0) {
            pending.comment();
        }
        sink.write(() -> {
            String text = pending.take();
            if (text != null) {
                writtenAt = now;
            }
            return text;
        });
    }

    void end() {
        sink.end();
    }
}
