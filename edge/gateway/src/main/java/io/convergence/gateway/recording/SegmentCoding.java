package io.convergence.gateway.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The coding of a segment, which its first bytes tell: zlib (RFC 1950), gzip (RFC 1952), or plain JSON. */
final class SegmentCoding {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int ZLIB_METHOD = 8;
    private static final int ZLIB_CHECK = 31;

    private SegmentCoding() {}

    /** The plain bytes of a segment. The limit for what it inflates to is the reader's. */
    static InputStream open(byte[] segment) throws IOException {
        InputStream bytes = new ByteArrayInputStream(segment);
        if (segment.length < 2) {
            return bytes;
        }
        int first = segment[0] & 0xff;
        int second = segment[1] & 0xff;
        if (first == GZIP_FIRST && second == GZIP_SECOND) {
            return new GZIPInputStream(bytes);
        }
        boolean isZlib = (first & 0xf) == ZLIB_METHOD && ((first << 8) | second) % ZLIB_CHECK == 0;
        return isZlib ? new InflaterInputStream(bytes) : bytes;
    }
}
