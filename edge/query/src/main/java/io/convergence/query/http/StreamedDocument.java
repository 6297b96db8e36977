package io.convergence.query.http;

import io.convergence.http.Exchange;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Sends a document piece by piece, as fast as the client reads. When the document cannot be read to its end, or the client does
 * not read for a while, the connection is closed, so that the client does not take a part for the whole. Confined to the event
 * loop; the document is read by worker threads.
 */
final class StreamedDocument {
    private static final int PIECE = 64 << 10;
    private static final long PATIENCE_MILLIS = 30_000;

    private final Exchange exchange;
    private final Context eventLoop;
    private final InputStream document;
    private final HttpServerResponse response;

    private StreamedDocument(Exchange exchange, Context eventLoop, String id, InputStream document) {
        this.exchange = exchange;
        this.eventLoop = eventLoop;
        this.document = document;
        this.response = exchange.stream(Map.of(
                "Content-Type",
                Reply.JSON,
                "Cache-Control",
                "no-store",
                "Connection",
                "close",
                "X-Content-Type-Options",
                "nosniff",
                "Request-Id",
                id));
    }

    /** Sends a document, or the problem with its beginning; it is closed at its end. */
    static void send(Exchange exchange, Context eventLoop, Replier replier, InputStream document) {
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            new StreamedDocument(exchange, eventLoop, replier.id(), document).end();
            return;
        }
        eventLoop
                .executeBlocking(() -> document.readNBytes(PIECE), false)
                .onSuccess(first -> new StreamedDocument(exchange, eventLoop, replier.id(), document).write(first))
                .onFailure(failure -> {
                    close(exchange, document);
                    if (failure instanceof ApiProblem problem) {
                        replier.send(problem);
                    } else {
                        exchange.countFault(failure);
                        replier.send(ApiProblem.fault());
                    }
                });
    }

    private void sendNext() {
        eventLoop
                .executeBlocking(() -> document.readNBytes(PIECE), false)
                .onSuccess(this::write)
                .onFailure(failure -> {
                    if (!(failure instanceof ApiProblem)) {
                        exchange.countFault(failure);
                    }
                    abort();
                });
    }

    private void write(byte[] piece) {
        if (response.ended() || response.closed()) {
            close();
        } else if (piece.length == 0) {
            end();
        } else {
            response.write(Buffer.buffer(piece));
            if (response.writeQueueFull()) {
                awaitReader();
            } else {
                sendNext();
            }
        }
    }

    private void awaitReader() {
        long timer = eventLoop.owner().setTimer(PATIENCE_MILLIS, late -> abort());
        response.closeHandler(closed -> {
            eventLoop.owner().cancelTimer(timer);
            close();
        });
        response.drainHandler(drained -> {
            eventLoop.owner().cancelTimer(timer);
            response.drainHandler(null);
            sendNext();
        });
    }

    /** Ends the answer. The connection has no deadline while a document is sent, so it serves no further request. */
    private void end() {
        close();
        response.end().onComplete(written -> exchange.request().connection().close());
    }

    private void abort() {
        close();
        exchange.request().connection().close();
    }

    private void close() {
        close(exchange, document);
    }

    private static void close(Exchange exchange, InputStream document) {
        try {
            document.close();
        } catch (IOException e) {
            exchange.countFault(e);
        }
    }
}
