package io.convergence.gateway.http;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Undoes the content encoding of a body, up to a limit: no body grows beyond it, whatever it claims. One per body. */
final class Inflation {
    /*
     * gzip: one member of RFC 1952 with its checksum and length; deflate: the zlib stream of RFC 1950, as RFC 9110,
     * section 8.4.1.2, has it. Nothing may follow.
     */
    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final byte[] body;
    private final int limit;

    private Inflation(byte[] body, int limit) {
        this.body = body;
        this.limit = limit;
    }

    /** Says that an encoding is not known, or a body not in it. */
    static final class UndecodableException extends Exception {
        private static final long serialVersionUID = 1;

        private UndecodableException() {
            super("not in its content encoding", null, false, false);
        }
    }

    /**
     * The body without its encoding, or null when it is longer than the limit.
     *
     * @param encoding value of the Content-Encoding header, or null
     */
    static byte @Nullable [] undo(byte[] body, @Nullable String encoding, int limit) throws UndecodableException {
        String name = encoding == null ? "" : encoding.trim().toLowerCase(Locale.ROOT);
        Inflation inflation = new Inflation(body, limit);
        return switch (name) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> inflation.gzip();
            case "deflate" -> inflation.inflate(0, 0, false);
            default -> throw new UndecodableException();
        };
    }

    private byte @Nullable [] gzip() throws UndecodableException {
        byte[] inflated = inflate(gzipHeader(), GZIP_TRAILER, true);
        if (inflated == null) {
            return null;
        }
        CRC32 checksum = new CRC32();
        checksum.update(inflated);
        int trailer = body.length - GZIP_TRAILER;
        if (littleEndian(trailer) != (int) checksum.getValue() || littleEndian(trailer + 4) != inflated.length) {
            throw new UndecodableException();
        }
        return inflated;
    }

    private byte @Nullable [] inflate(int from, int trailer, boolean raw) throws UndecodableException {
        Inflater inflater = new Inflater(raw);
        try {
            int length = Math.max(0, body.length - from);
            inflater.setInput(body, Math.min(from, body.length), length);
            ByteArrayOutputStream inflated = new ByteArrayOutputStream(Math.min(limit, 4 * length));
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new UndecodableException();
                }
                inflated.write(buffer, 0, count);
                if (inflated.size() > limit) {
                    return null;
                }
            }
            if (inflater.getRemaining() != trailer) {
                throw new UndecodableException();
            }
            return inflated.toByteArray();
        } catch (DataFormatException e) {
            throw new UndecodableException();
        } finally {
            inflater.end();
        }
    }

    /** The length of the header. */
    private int gzipHeader() throws UndecodableException {
        boolean valid = body.length > GZIP_HEADER + GZIP_TRAILER
                && (body[0] & 0xff) == 0x1f
                && (body[1] & 0xff) == 0x8b
                && body[2] == 8
                && (body[3] & RESERVED) == 0;
        if (!valid) {
            throw new UndecodableException();
        }
        int flags = body[3];
        int at = GZIP_HEADER;
        if ((flags & EXTRA) != 0) {
            at += 2 + (byteAt(at) | byteAt(at + 1) << 8);
        }
        at = (flags & NAME) == 0 ? at : afterZero(at);
        at = (flags & COMMENT) == 0 ? at : afterZero(at);
        return (flags & HEADER_CHECKSUM) == 0 ? at : at + 2;
    }

    private int afterZero(int from) throws UndecodableException {
        int at = from;
        while (byteAt(at) != 0) {
            at++;
        }
        return at + 1;
    }

    private int littleEndian(int at) throws UndecodableException {
        return byteAt(at) | byteAt(at + 1) << 8 | byteAt(at + 2) << 16 | byteAt(at + 3) << 24;
    }

    private int byteAt(int at) throws UndecodableException {
        if (at < 0 || at >= body.length) {
            throw new UndecodableException();
        }
        return body[at] & 0xff;
    }
}
