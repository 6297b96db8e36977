package io.convergence.query.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Validators and compression of the answer to a request. Large answers take milliseconds, so they are encoded off the event
 * loops.
 *
 * @param known value of If-None-Match, or null
 * @param accepted value of Accept-Encoding, or null
 */
record ReplyEncoding(@Nullable String known, @Nullable String accepted) {
    private static final int COMPRESSED_FROM = 1_024;

    /**
     * The reply as it is written: status 304 without a body when the client has the content, else with an entity tag and
     * compressed where the client accepts it.
     */
    Reply of(Reply reply) {
        if (reply.mediaType() == null) {
            return reply;
        }
        Reply encoded = reply.with("Vary", "Accept, Accept-Encoding, Authorization, Cookie");
        boolean isCompressed = reply.body().length >= COMPRESSED_FROM && acceptsGzip();
        if (reply.status() == 200) {
            encoded = encoded.tagged();
            String tag = encoded.headers().getOrDefault(Reply.TAG, "");
            if (isCompressed) {
                encoded = encoded.with(Reply.TAG, EntityTags.compressed(tag));
            }
            if (isKnown(tag)) {
                return new Reply(304, encoded.headers(), null, new byte[0], null);
            }
        }
        if (!isCompressed) {
            return encoded;
        }
        byte[] compressed = reply.gzip() == null ? gzip(reply.body()) : reply.gzip();
        Reply labelled = encoded.with("Content-Encoding", "gzip");
        return new Reply(labelled.status(), labelled.headers(), labelled.mediaType(), compressed, null);
    }

    /** Whether the client has the content (RFC 9110, section 13.1.2: weak comparison). */
    private boolean isKnown(String tag) {
        if (known == null) {
            return false;
        }
        for (String candidate : known.split(",")) {
            if (weak(candidate.strip()).equals(weak(tag))) {
                return true;
            }
        }
        return false;
    }

    private static String weak(String tag) {
        return EntityTags.withoutEncoding(tag.startsWith("W/") ? tag.substring(2) : tag);
    }

    private boolean acceptsGzip() {
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    /** Bytes, compressed. */
    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new FastGzip(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Compression in half the time for a few more bytes: JSON of lists repeats itself at short distances. */
    private static final class FastGzip extends GZIPOutputStream {
        private static final int BUFFER = 8 << 10;

        FastGzip(ByteArrayOutputStream bytes) throws IOException {
            super(bytes, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
