package io.convergence.gateway.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bearer tokens of synthetic tools, of which only SHA-256 digests are kept, each bound to a tenant. */
public final class Tokens {
    private final List<Entry> entries;

    private Tokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * The digest of a token and whose it is.
     *
     * @param digest SHA-256 of the token, lower-case hexadecimal
     * @param tenant owner of what is posted under it
     */
    record Entry(String digest, String tenant) {}

    static Tokens of(List<Entry> entries) {
        return new Tokens(entries);
    }

    /** These and further ones, which are given as themselves. */
    Tokens and(Map<String, String> tenants) {
        Stream<Entry> further =
                tenants.entrySet().stream().map(token -> new Entry(sha256(token.getKey()), token.getValue()));
        return new Tokens(Stream.concat(entries.stream(), further).toList());
    }

    /** The tenant of a token, or null. Takes the same time whichever token it is, and whether it is one. */
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

    /** Tenants that have a token. */
    Stream<String> tenants() {
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
