package io.convergence.gateway.ingest;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Ids of 128 random bits, 22 characters of {@code [A-Za-z0-9_-]}. Not thread-safe: it keeps random bytes in stock. */
public final class RandomIds {
    private static final int BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final byte[] stock = new byte[BYTES * 256];
    private int used = stock.length;

    /** A source of ids. */
    public RandomIds() {}

    /** An id that nobody has. */
    public String next() {
        if (used == stock.length) {
            random.nextBytes(stock);
            used = 0;
        }
        used += BYTES;
        return TEXT.encodeToString(Arrays.copyOfRange(stock, used - BYTES, used));
    }
}
