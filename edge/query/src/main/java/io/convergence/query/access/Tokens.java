package io.convergence.query.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens of one reading of the access file. Only SHA-256 digests of the tokens are kept. Thread-safe. */
public final class Tokens {
    private final List<Entry> entries;

    Tokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * One token.
     *
     * @param digest SHA-256 of the token, lower-case hexadecimal
     * @param caller what the token permits
     */
    record Entry(String digest, Caller caller) {}

    /**
     * The caller of a token, or null. The time that it takes does not depend on which token it is, or whether it is one.
     */
    public @Nullable Caller caller(String token) {
        byte[] digest = digest(token).getBytes(StandardCharsets.US_ASCII);
        Caller caller = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.digest().getBytes(StandardCharsets.US_ASCII), digest)) {
                caller = entry.caller();
            }
        }
        return caller;
    }

    /** The number of tokens. */
    public int size() {
        return entries.size();
    }

    /** The SHA-256 of a token, lower-case hexadecimal, as the access file contains it. */
    public static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
