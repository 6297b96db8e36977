package io.convergence.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reader of one request body of bounded length. Bytes are counted as they arrive, whatever the headers claim; memory is
 * at most twice what has arrived. Confined to the event loop of the request.
 */
public final class BodyReader {
    private static final byte[] EMPTY = {};

    private final int limit;
    private final Runnable onTooLarge;
    private byte[] bytes = EMPTY;
    private int length;
    private boolean exceeded;

    private BodyReader(int limit, Runnable onTooLarge) {
        this.limit = limit;
        this.onTooLarge = onTooLarge;
    }

    /**
     * Starts to read the body of a request.
     *
     * @param limit most bytes, inclusive
     * @param onBody called with the whole body when it has arrived
     * @param onTooLarge called once when the body is longer than the limit; {@code onBody} is not called then
     */
    public static void read(Exchange exchange, int limit, Consumer<byte[]> onBody, Runnable onTooLarge) {
        HttpServerRequest request = exchange.request();
        BodyReader reader = new BodyReader(limit, onTooLarge);
        if (Headers.announceMore(request, limit)) {
            reader.exceed();
            return;
        }
        Headers.admitBody(request);
        request.exceptionHandler(reset -> reader.release());
        request.handler(reader::append);
        request.endHandler(end -> {
            if (!reader.exceeded && !exchange.isAnswered()) {
                exchange.bodyReceived();
                exchange.run(() -> onBody.accept(reader.body()));
            }
        });
    }

    private void append(Buffer chunk) {
        if (exceeded) {
            return;
        }
        int more = chunk.length();
        if (more > limit - length) {
            exceed();
            return;
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, length == 0 ? more : Math.min(limit, 2 * (length + more)));
        }
        chunk.getBytes(bytes, length);
        length += more;
    }

    private void exceed() {
        exceeded = true;
        release();
        onTooLarge.run();
    }

    private void release() {
        bytes = EMPTY;
        length = 0;
    }

    private byte[] body() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
