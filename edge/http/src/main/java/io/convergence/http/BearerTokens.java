package io.convergence.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bearer tokens (RFC 6750), each bound to a tenant. Only SHA-256 digests of the tokens are kept. Thread-safe. */
public final class BearerTokens {
    private static final String SCHEME = "Bearer ";

    private final List<Entry> entries;

    private BearerTokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Digest of one token.
     *
     * @param digest SHA-256 of the token, lower-case hexadecimal
     * @param tenant tenant of whoever sends the token
     */
    public record Entry(String digest, String tenant) {}

    /** Tokens by their digests. */
    public static BearerTokens of(List<Entry> entries) {
        return new BearerTokens(entries);
    }

    /** These tokens and further ones in clear text, each with its tenant. */
    public BearerTokens and(Map<String, String> tenantByToken) {
        Stream<Entry> further =
                tenantByToken.entrySet().stream().map(token -> new Entry(sha256(token.getKey()), token.getValue()));
        return new BearerTokens(Stream.concat(entries.stream(), further).toList());
    }

    /** The tenant of the token in the value of an Authorization header, or null when it has no valid token. */
    public @Nullable String tenantOfHeader(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return tenant(authorization.substring(SCHEME.length()).trim());
    }

    /**
     * The tenant of a token, or null. The time that it takes does not depend on which token it is, or whether it is
     * one.
     */
    public @Nullable String tenant(String token) {
        byte[] digest = sha256(token).getBytes(StandardCharsets.US_ASCII);
        String tenant = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.digest().getBytes(StandardCharsets.US_ASCII), digest)) {
                tenant = entry.tenant();
            }
        }
        return tenant;
    }

    /** The tenants that have a token. */
    public Stream<String> tenants() {
        return entries.stream().map(Entry::tenant);
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
