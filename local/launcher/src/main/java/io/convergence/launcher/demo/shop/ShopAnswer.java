package io.convergence.launcher.demo.shop;

import java.nio.charset.StandardCharsets;

/** An answer of the shop: a response, or the end of the connection without one. The body must not be modified. */
final class ShopAnswer {
    private static final int NONE = 0;

    private final int status;
    private final String mediaType;
    private final byte[] body;
    private final long delayMillis;

    private ShopAnswer(int status, String mediaType, byte[] body, long delayMillis) {
        this.status = status;
        this.mediaType = mediaType;
        this.body = body;
        this.delayMillis = delayMillis;
    }

    /** A response. */
    static ShopAnswer of(int status, String mediaType, byte[] body) {
        return new ShopAnswer(status, mediaType, body, 0);
    }

    /** A response of plain text. */
    static ShopAnswer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", (text + '\n').getBytes(StandardCharsets.UTF_8));
    }

    /** The end of the connection without a response. */
    static ShopAnswer none() {
        return of(NONE, "", new byte[0]);
    }

    /** The same answer after a delay. */
    ShopAnswer after(long millis) {
        return new ShopAnswer(status, mediaType, body, millis);
    }

    /** Whether the connection ends without a response. */
    boolean isNone() {
        return status == NONE;
    }

    int status() {
        return status;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] body() {
        return body;
    }

    long delayMillis() {
        return delayMillis;
    }
}
