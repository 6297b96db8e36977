package io.convergence.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;

/**
 * Writer of one request body to a file. Bytes are counted as they arrive; the client is slowed down to the speed of the disk.
 * The deadline of the body begins again with each {@link #STEP}, so that a long upload is admitted and a slow one is not.
 * Confined to the event loop of the request.
 */
public final class BodySpool {
    /** Bytes that must arrive within the deadline of a body. */
    public static final int STEP = 1 << 20;

    private final Exchange exchange;
    private final long limit;
    private final Outcome outcome;
    private long length;
    private long awaited = STEP;
    private boolean ended;

    private BodySpool(Exchange exchange, long limit, Outcome outcome) {
        this.exchange = exchange;
        this.limit = limit;
        this.outcome = outcome;
    }

    /**
     * What is done with the body; one of these is run once.
     *
     * @param onBody the whole body is in the file
     * @param onTooLarge the body is longer than the limit
     * @param onSlow the body did not arrive in time
     * @param onFailure the file cannot be written, or the client is gone
     */
    public record Outcome(Runnable onBody, Runnable onTooLarge, Runnable onSlow, Runnable onFailure) {}

    /**
     * Starts to write the body of a request.
     *
     * @param file an empty file
     * @param limit most bytes, inclusive
     */
    public static void write(Exchange exchange, Vertx vertx, Path file, long limit, Outcome outcome) {
        BodySpool spool = new BodySpool(exchange, limit, outcome);
        HttpServerRequest request = exchange.request();
        if (Headers.announceMore(request, limit)) {
            spool.end(outcome.onTooLarge());
            return;
        }
        request.pause();
        vertx.fileSystem()
                .open(file.toString(), new OpenOptions().setCreate(false).setTruncateExisting(true))
                .onSuccess(spool::receive)
                .onFailure(failure -> spool.end(outcome.onFailure()));
    }

    private void receive(AsyncFile file) {
        HttpServerRequest request = exchange.request();
        file.exceptionHandler(failure -> stop(file, outcome.onFailure()));
        request.exceptionHandler(reset -> stop(file, outcome.onFailure()));
        request.handler(chunk -> append(file, chunk));
        request.endHandler(end -> {
            if (!ended) {
                exchange.bodyReceived();
                stop(file, outcome.onBody());
            }
        });
        exchange.awaitBody(() -> stop(file, outcome.onSlow()));
        Headers.admitBody(request);
        request.resume();
    }

    private void append(AsyncFile file, Buffer chunk) {
        if (ended) {
            return;
        }
        length += chunk.length();
        if (length > limit) {
            stop(file, outcome.onTooLarge());
            return;
        }
        if (length >= awaited) {
            awaited = length + STEP;
            exchange.awaitBody(() -> stop(file, outcome.onSlow()));
        }
        file.write(chunk);
        if (file.writeQueueFull()) {
            exchange.request().pause();
            file.drainHandler(drained -> exchange.request().resume());
        }
    }

    private void stop(AsyncFile file, Runnable task) {
        if (!ended) {
            ended = true;
            file.close().onComplete(closed -> exchange.run(task));
        }
    }

    private void end(Runnable task) {
        if (!ended) {
            ended = true;
            exchange.run(task);
        }
    }
}
