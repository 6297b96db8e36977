package io.convergence.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a body that may have at most so many bytes, counted while they come, whatever the headers claim. Holds no more than
 * twice what has come.
 */
final class BodyReader {
    private static final byte[] NONE = {};
    private static final String CONTINUE = "100-continue";

    private final int limit;
    private final Runnable tooLarge;
    private byte[] bytes = NONE;
    private int length;
    private boolean exceeded;

    private BodyReader(int limit, Runnable tooLarge) {
        this.limit = limit;
        this.tooLarge = tooLarge;
    }

    /**
     * Begins to read.
     *
     * @param whole told the body at its end
     * @param tooLarge told once when there are more bytes than admitted, then nothing else is
     */
    static void read(Exchange exchange, int limit, Consumer<byte[]> whole, Runnable tooLarge) {
        HttpServerRequest request = exchange.request();
        BodyReader reader = new BodyReader(limit, tooLarge);
        if (announcesMore(request, limit)) {
            reader.exceed();
            return;
        }
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.exceptionHandler(reset -> reader.release());
        request.handler(reader::add);
        request.endHandler(end -> {
            if (!reader.exceeded && !exchange.isAnswered()) {
                exchange.received();
                exchange.run(() -> whole.accept(reader.take()));
            }
        });
    }

    private static boolean announcesMore(HttpServerRequest request, int limit) {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null) {
            return false;
        }
        try {
            return Long.parseLong(announced.trim()) > limit;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void add(Buffer chunk) {
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
        tooLarge.run();
    }

    private void release() {
        bytes = NONE;
        length = 0;
    }

    private byte[] take() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
