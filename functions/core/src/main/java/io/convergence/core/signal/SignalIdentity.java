package io.convergence.core.signal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Deterministic dedup keys and ids of signals; a consumer that stores the ids never pages twice. */
public final class SignalIdentity {
    /** The URL namespace of RFC 9562, section 6.6. */
    private static final UUID URL_NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /** Longest dedup key that is not shortened, in bytes of UTF-8; PagerDuty accepts 255. */
    private static final int LONGEST_PLAIN_KEY = 190;

    private SignalIdentity() {}

    /**
     * The dedup key {@code tenant/kind/subject}. A key over 190 bytes of UTF-8 is replaced by the characters that fit 190
     * bytes, a tilde and the SHA-256 of the whole key in hex.
     */
    public static String dedupKey(String tenant, String kind, String subject) {
        String plain = tenant + '/' + kind + '/' + subject;
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_PLAIN_KEY) {
            return plain;
        }
        return prefix(bytes) + '~' + HexFormat.of().formatHex(digest("SHA-256", bytes));
    }

    /** The dedup key of a kind of alert about a subject. */
    public static String dedupKey(SignalSubject subject, SignalKind kind) {
        return dedupKey(subject.tenant(), kind.label(), subject.path());
    }

    /**
     * The id of an emission: UUID version 5 (RFC 9562, section 5.5) in the URL namespace over {@code dedupKey}, {@code episode}, {@code sequence}
     * and {@code status} joined by line feeds.
     */
    public static String id(String dedupKey, long episode, int sequence, String status) {
        byte[] name = (dedupKey + '\n' + episode + '\n' + sequence + '\n' + status).getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(16 + name.length)
                .putLong(URL_NAMESPACE.getMostSignificantBits())
                .putLong(URL_NAMESPACE.getLeastSignificantBits())
                .put(name);
        ByteBuffer hash = ByteBuffer.wrap(digest("SHA-1", input.array()));
        long high = (hash.getLong() & ~0xf000L) | 0x5000L;
        long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static String prefix(byte[] bytes) {
        try {
            int end = LONGEST_PLAIN_KEY;
            while ((bytes[end] & 0xc0) == 0x80) {
                end--;
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("UTF-8 cut at a character boundary must be well-formed", e);
        }
    }

    private static byte[] digest(String algorithm, byte[] input) {
        try {
            return MessageDigest.getInstance(algorithm).digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("the JDK must provide " + algorithm, e);
        }
    }
}
