package io.convergence.gateway.event;

import com.github.luben.zstd.ZstdInputStream;
import io.convergence.http.ContentEncoding;
import io.convergence.http.ContentEncoding.UndecodableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/** Decoding of the content coding of a body of events: those of beacons, br (RFC 7932) and zstd (RFC 8878). */
public final class EventBody {
    /** Largest body in bytes, as sent. */
    public static final int MAX_SENT = 1 << 20;

    /** Largest body in bytes, decoded. */
    public static final int MAX_DECODED = 4 << 20;

    /** Smallest read buffer of the library for br, so that it does not read beyond the end of its stream. */
    private static final int BROTLI_BUFFER = 256;

    private EventBody() {}

    /**
     * The decoded body.
     *
     * @param coding value of Content-Encoding, or null
     */
    public static byte[] decode(byte[] body, @Nullable String coding) throws RefusedEventsException {
        return decode(body, coding, MAX_DECODED);
    }

    /**
     * The decoded body.
     *
     * @param coding value of Content-Encoding, or null
     * @param limit most bytes of the decoded body, inclusive
     */
    public static byte[] decode(byte[] body, @Nullable String coding, int limit) throws RefusedEventsException {
        try {
            byte[] decoded = decoded(body, coding == null ? "" : coding.trim().toLowerCase(Locale.ROOT), limit);
            if (decoded == null || decoded.length > limit) {
                throw RefusedEventsException.tooLarge("the body must be at most " + limit + " bytes inflated");
            }
            return decoded;
        } catch (IOException | UndecodableException e) {
            throw RefusedEventsException.malformed(
                    "invalidEncoding",
                    "the content coding must be gzip, deflate, br, zstd or identity, and the body in it");
        }
    }

    private static byte @Nullable [] decoded(byte[] body, String coding, int limit)
            throws IOException, UndecodableException {
        return switch (coding) {
            case "br" -> inflate(new BrotliInputStream(new ByteArrayInputStream(body), BROTLI_BUFFER), limit);
            case "zstd" -> inflate(new ZstdInputStream(new ByteArrayInputStream(body)), limit);
            default -> ContentEncoding.decode(body, coding, limit);
        };
    }

    private static byte @Nullable [] inflate(InputStream stream, int limit) throws IOException {
        try (stream) {
            byte[] inflated = stream.readNBytes(limit + 1);
            return inflated.length > limit ? null : inflated;
        }
    }
}
