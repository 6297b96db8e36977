package io.convergence.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Reader of one request body of bounded length. Bytes are counted as they arrive, whatever the headers claim; memory is
 * at most twice what has arrived. Confined to the event loop of the request.
 */
public final class BodyReader {
    private static final byte[] EMPTY = {};

    /** Memory that is admitted without a bound other than the limit of the body. */
    private static final Memory UNBOUNDED = new Memory(bytes -> true, () -> {});

    private final int limit;
    private final Memory memory;
    private final Runnable onTooLarge;
    private byte[] bytes = EMPTY;
    private int length;
    private boolean stopped;

    private BodyReader(int limit, Memory memory, Runnable onTooLarge) {
        this.limit = limit;
        this.memory = memory;
        this.onTooLarge = onTooLarge;
    }

    /**
     * Memory for the bodies of several requests.
     *
     * @param take takes memory for a number of bytes that have arrived, and answers whether there was enough
     * @param onFull called once when there was not; the body is not read any further
     */
    public record Memory(IntPredicate take, Runnable onFull) {}

    /**
     * Starts to read the body of a request.
     *
     * @param limit most bytes, inclusive
     * @param onBody called with the whole body when it has arrived
     * @param onTooLarge called once when the body is longer than the limit; {@code onBody} is not called then
     */
    public static void read(Exchange exchange, int limit, Consumer<byte[]> onBody, Runnable onTooLarge) {
        read(exchange, limit, UNBOUNDED, onBody, onTooLarge);
    }

    /**
     * Starts to read the body of a request, which takes memory as its bytes arrive.
     *
     * @param limit most bytes, inclusive
     * @param onBody called with the whole body when it has arrived
     * @param onTooLarge called once when the body is longer than the limit; {@code onBody} is not called then
     */
    public static void read(Exchange exchange, int limit, Memory memory, Consumer<byte[]> onBody, Runnable onTooLarge) {
        HttpServerRequest request = exchange.request();
        BodyReader reader = new BodyReader(limit, memory, onTooLarge);
        if (Headers.announceMore(request, limit)) {
            reader.stop(onTooLarge);
            return;
        }
        Headers.admitBody(request);
        request.exceptionHandler(reset -> reader.release());
        request.handler(reader::append);
        request.endHandler(end -> {
            if (!reader.stopped && !exchange.isAnswered()) {
                exchange.bodyReceived();
                exchange.run(() -> onBody.accept(reader.body()));
            }
        });
    }

    private void append(Buffer chunk) {
        if (stopped) {
            return;
        }
        int more = chunk.length();
        if (more > limit - length) {
            stop(onTooLarge);
            return;
        }
        if (!memory.take().test(more)) {
            stop(memory.onFull());
            return;
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, length == 0 ? more : Math.min(limit, 2 * (length + more)));
        }
        chunk.getBytes(bytes, length);
        length += more;
    }

    private void stop(Runnable refusal) {
        stopped = true;
        release();
        refusal.run();
    }

    private void release() {
        bytes = EMPTY;
        length = 0;
    }

    private byte[] body() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
