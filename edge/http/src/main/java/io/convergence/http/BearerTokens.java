package io.convergence.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens (RFC 6750), each with its holder. Only SHA-256 digests of the tokens are kept. Thread-safe.
 *
 * @param <H> what is known of whoever sends a token, such as a tenant
 */
public final class BearerTokens<H> {
    private static final String SCHEME = "Bearer ";

    private final List<Entry<H>> entries;

    private BearerTokens(List<Entry<H>> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Digest of one token.
     *
     * @param digest SHA-256 of the token, lower-case hexadecimal
     * @param holder what is known of whoever sends the token
     */
    public record Entry<H>(String digest, H holder) {}

    /** Tokens by their digests. */
    public static <H> BearerTokens<H> of(List<Entry<H>> entries) {
        return new BearerTokens<>(entries);
    }

    /** These tokens and further ones in clear text, each with its holder. */
    public BearerTokens<H> and(Map<String, H> holderByToken) {
        Stream<Entry<H>> further =
                holderByToken.entrySet().stream().map(token -> new Entry<>(digest(token.getKey()), token.getValue()));
        return new BearerTokens<>(Stream.concat(entries.stream(), further).toList());
    }

    /** The holder of the token in the value of an Authorization header, or null when it has no valid token. */
    public @Nullable H holderOfHeader(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return holder(authorization.substring(SCHEME.length()).trim());
    }

    /**
     * The holder of a token, or null. The time that it takes does not depend on which token it is, or whether it is
     * one.
     */
    public @Nullable H holder(String token) {
        byte[] digest = digest(token).getBytes(StandardCharsets.US_ASCII);
        H holder = null;
        for (Entry<H> entry : entries) {
            if (MessageDigest.isEqual(entry.digest().getBytes(StandardCharsets.US_ASCII), digest)) {
                holder = entry.holder();
            }
        }
        return holder;
    }

    /** The holders of all tokens. */
    public Stream<H> holders() {
        return entries.stream().map(Entry::holder);
    }

    /** The SHA-256 of a token, lower-case hexadecimal, as files contain it. */
    public static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
