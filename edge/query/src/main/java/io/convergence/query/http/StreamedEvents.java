package io.convergence.query.http;

import io.convergence.http.Exchange;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Event stream over one connection. Its response is used on the event loop only. */
final class StreamedEvents implements EventSink {
    private final Exchange exchange;
    private final Context eventLoop;
    private final String id;
    private @Nullable HttpServerResponse response;

    private StreamedEvents(Exchange exchange, Context eventLoop, String id) {
        this.exchange = exchange;
        this.eventLoop = eventLoop;
        this.id = id;
    }

    /**
     * Opens a stream. Headers are sent with the first text, so that a refusal is an ordinary answer.
     *
     * @throws ApiProblem when the stream is not admitted
     */
    static void open(Exchange exchange, Context eventLoop, ApiRequest request, EventRoute route) {
        StreamedEvents sink = new StreamedEvents(exchange, eventLoop, request.id());
        Runnable onClose = route.open(request, sink);
        exchange.request().response().closeHandler(closed -> onClose.run());
    }

    @Override
    public void write(Supplier<@Nullable String> text) {
        eventLoop.runOnContext(loop -> {
            HttpServerResponse open = response == null ? start() : response;
            writeAll(open, text);
        });
    }

    /** Writes texts until there is none, or the client reads too slowly; then goes on when it has read. */
    private static void writeAll(HttpServerResponse open, Supplier<@Nullable String> text) {
        while (!open.ended() && !open.closed()) {
            if (open.writeQueueFull()) {
                open.drainHandler(drained -> writeAll(open, text));
                return;
            }
            String next = text.get();
            if (next == null) {
                return;
            }
            open.write(next);
        }
    }

    @Override
    public void end() {
        eventLoop.runOnContext(loop -> {
            HttpServerResponse open = response == null ? start() : response;
            if (!open.ended() && !open.closed()) {
                open.end();
            }
        });
    }

    private HttpServerResponse start() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/event-stream");
        headers.put("Cache-Control", "no-store");
        headers.put("X-Accel-Buffering", "no");
        headers.put("Request-Id", id);
        HttpServerResponse started = exchange.stream(headers);
        response = started;
        return started;
    }
}
