package io.convergence.launcher.demo.shop;

import java.nio.charset.StandardCharsets;

/** One answer of the shop: content, or the end of the connection without a word. Its body is not changed by anybody. */
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

    static ShopAnswer of(int status, String mediaType, byte[] body) {
        return new ShopAnswer(status, mediaType, body, 0);
    }

    static ShopAnswer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", (text + '\n').getBytes(StandardCharsets.UTF_8));
    }

    static ShopAnswer none() {
        return of(NONE, "", new byte[0]);
    }

    ShopAnswer after(long millis) {
        return new ShopAnswer(status, mediaType, body, millis);
    }

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
