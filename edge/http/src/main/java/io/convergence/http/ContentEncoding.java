package io.convergence.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Decoding of a compressed request body up to a limit, so that a small body cannot grow without bound. */
public final class ContentEncoding {
    /*
     * gzip: one member of RFC 1952 with its checksum and length. deflate: the zlib stream of RFC 1950, as RFC 9110,
     * section 8.4.1.2, defines it. Nothing may follow either. GZIPInputStream itself would accept further members and
     * ignore other trailing bytes, so it only reads the header here.
     */
    private static final int GZIP_TRAILER = 8;
    private static final int FLAGS = 3;
    private static final int RESERVED_FLAGS = 0xe0;

    private ContentEncoding() {}

    /** Thrown for an unknown content encoding, and for a body that is not valid in its encoding. */
    public static final class UndecodableException extends Exception {
        private static final long serialVersionUID = 1;

        private UndecodableException() {
            super("the content encoding is unknown or the body is not valid in it", null, false, false);
        }
    }

    /**
     * The decoded body, or null when it is longer than the limit. An unencoded body is returned as it is.
     *
     * @param encoding value of the Content-Encoding header, or null
     * @param limit most bytes of the decoded body, inclusive
     */
    public static byte @Nullable [] decode(byte[] body, @Nullable String encoding, int limit)
            throws UndecodableException {
        String name = encoding == null ? "" : encoding.trim().toLowerCase(Locale.ROOT);
        try {
            return switch (name) {
                case "", "identity" -> body;
                case "gzip", "x-gzip" -> gunzip(body, limit);
                case "deflate" -> inflate(new ByteArrayInputStream(body), new Inflater(), limit, 0);
                default -> throw new UndecodableException();
            };
        } catch (IOException e) {
            throw new UndecodableException();
        }
    }

    private static byte @Nullable [] gunzip(byte[] body, int limit) throws IOException, UndecodableException {
        ByteArrayInputStream source = new ByteArrayInputStream(body);
        // Its constructor reads the header and no byte more.
        new GZIPInputStream(source).close();
        if ((body[FLAGS] & RESERVED_FLAGS) != 0) {
            throw new UndecodableException();
        }
        byte[] inflated = inflate(source, new Inflater(true), limit, GZIP_TRAILER);
        if (inflated == null) {
            return null;
        }
        CRC32 checksum = new CRC32();
        checksum.update(inflated);
        int trailer = body.length - GZIP_TRAILER;
        if (littleEndian(body, trailer) != (int) checksum.getValue()
                || littleEndian(body, trailer + 4) != inflated.length) {
            throw new UndecodableException();
        }
        return inflated;
    }

    /**
     * Inflates the rest of a source, or returns null when the result is longer than the limit.
     *
     * @param trailer number of bytes that must follow the compressed data
     */
    private static byte @Nullable [] inflate(InputStream source, Inflater inflater, int limit, int trailer)
            throws IOException, UndecodableException {
        try (InputStream stream = new InflaterInputStream(source, inflater, Math.max(1, source.available()))) {
            byte[] inflated = stream.readNBytes(limit + 1);
            if (inflated.length > limit) {
                return null;
            }
            // The stream also ends where a preset dictionary is needed, which HTTP does not have.
            if (!inflater.finished() || inflater.getRemaining() != trailer) {
                throw new UndecodableException();
            }
            return inflated;
        } finally {
            inflater.end();
        }
    }

    private static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | ((bytes[at + 1] & 0xff) << 8)
                | ((bytes[at + 2] & 0xff) << 16)
                | ((bytes[at + 3] & 0xff) << 24);
    }
}
