package io.convergence.query.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reader of one part of a body of {@code multipart/form-data} (RFC 7578) that is in a file; no part is read into memory. */
public final class MultipartFile {
    private static final int PIECE = 256 << 10;
    private static final int MAX_BOUNDARY = 200;
    private static final int MAX_FIELDS = 100;
    private static final int MAX_BUFFERED = 1 << 20;
    /** Attributes of this size and all files are on disk while they are read. */
    private static final long IN_MEMORY = 16 << 10;

    private MultipartFile() {}

    /**
     * Copies a part into another file; returns whether there is such a part, complete.
     *
     * @param name of the field of the form
     */
    public static boolean copy(Path body, String name, Path target) throws IOException {
        String boundary = boundary(body);
        if (boundary.isEmpty()) {
            return false;
        }
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, "multipart/form-data; boundary=\"" + boundary + '"');
        DefaultHttpDataFactory parts = new DefaultHttpDataFactory(IN_MEMORY);
        parts.setDeleteOnExit(false);
        try (InputStream bytes = Files.newInputStream(body)) {
            HttpPostMultipartRequestDecoder decoder = new HttpPostMultipartRequestDecoder(
                    parts, request, StandardCharsets.UTF_8, MAX_FIELDS, MAX_BUFFERED);
            try {
                decoder.setDiscardThreshold(PIECE);
                return copy(bytes, decoder, name, target);
            } finally {
                decoder.destroy();
            }
        } catch (ErrorDataDecoderException damaged) {
            return false;
        } finally {
            parts.cleanAllHttpData();
        }
    }

    private static boolean copy(InputStream bytes, HttpPostMultipartRequestDecoder decoder, String name, Path target)
            throws IOException {
        while (true) {
            byte[] piece = bytes.readNBytes(PIECE);
            ByteBuf content = Unpooled.wrappedBuffer(piece);
            HttpContent chunk =
                    piece.length < PIECE ? new DefaultLastHttpContent(content) : new DefaultHttpContent(content);
            decoder.offer(chunk);
            HttpData part = next(decoder, name);
            if (part != null) {
                part.renameTo(target.toFile());
                return true;
            }
            if (piece.length < PIECE) {
                return false;
            }
        }
    }

    /** The next complete parts up to the one of a name, or null if it is not among them. */
    private static @Nullable HttpData next(HttpPostMultipartRequestDecoder decoder, String name) {
        try {
            while (decoder.hasNext()) {
                InterfaceHttpData part = decoder.next();
                if (part instanceof HttpData data
                        && data.isCompleted()
                        && part.getName().equals(name)) {
                    return data;
                }
            }
            return null;
        } catch (EndOfDataDecoderException end) {
            return null;
        }
    }

    /** The boundary by the first line, since some clients do not name it in the header; empty if that line has none. */
    private static String boundary(Path body) throws IOException {
        try (InputStream bytes = Files.newInputStream(body)) {
            String start = new String(bytes.readNBytes(MAX_BOUNDARY), StandardCharsets.ISO_8859_1);
            int end = start.indexOf("\r\n");
            String boundary = end < 3 || !start.startsWith("--") ? "" : start.substring(2, end);
            return boundary.indexOf('"') >= 0 ? "" : boundary;
        }
    }
}
