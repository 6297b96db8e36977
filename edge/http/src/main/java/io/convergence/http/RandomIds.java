package io.convergence.http;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Generator of ids of 128 random bits, written as 22 characters of {@code [A-Za-z0-9_-]}. It draws random bytes in
 * batches and is not thread-safe.
 */
public final class RandomIds {
    private static final int BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final byte[] batch = new byte[BYTES * 256];
    private int used = batch.length;

    /** Creates a generator. */
    public RandomIds() {}

    /** A new id. */
    public String next() {
        if (used == batch.length) {
            random.nextBytes(batch);
            used = 0;
        }
        used += BYTES;
        return TEXT.encodeToString(Arrays.copyOfRange(batch, used - BYTES, used));
    }
}
