package io.convergence.gateway.route;

import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.recording.SegmentForm;
import io.convergence.gateway.recording.SegmentUpload;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reader of a segment in a body of {@code multipart/form-data} (RFC 7578): a file {@code segment} and texts, in memory. */
final class SegmentMultipart {
    private static final String MEDIA_TYPE = "multipart/form-data";
    private static final String SEGMENT = "segment";
    private static final int MAX_FIELDS = 64;
    private static final int MAX_BUFFERED = 64 << 10;
    private static final int MAX_TEXT = 1024;
    private static final String FORM = "the body must be multipart/form-data with a file segment and texts";

    private SegmentMultipart() {}

    /** Whether a value of Content-Type is that of a form. */
    static boolean isForm(String contentType) {
        return contentType.regionMatches(true, 0, MEDIA_TYPE, 0, MEDIA_TYPE.length());
    }

    /**
     * The segment of a body. Texts of more than 1,024 characters are left out; of texts with the same name the first counts.
     *
     * @param contentType value of the header Content-Type, with the boundary
     */
    static SegmentUpload read(byte[] body, String contentType) throws RefusedEventsException {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (!HttpPostRequestDecoder.isMultipart(request)) {
            throw malformed();
        }
        DefaultHttpDataFactory parts = new DefaultHttpDataFactory(false);
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    parts, request, StandardCharsets.UTF_8, MAX_FIELDS, MAX_BUFFERED);
            decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
            return read(decoder);
        } catch (DecoderException | IOException e) {
            throw malformed();
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
            parts.cleanAllHttpData();
        }
    }

    private static SegmentUpload read(HttpPostMultipartRequestDecoder decoder)
            throws IOException, RefusedEventsException {
        Map<String, String> texts = new HashMap<>();
        byte @Nullable [] file = null;
        for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
            if (part instanceof FileUpload upload && part.getName().equals(SEGMENT) && file == null) {
                file = upload.isCompleted() ? upload.get() : null;
            } else if (part instanceof Attribute text && text.length() <= MAX_TEXT) {
                texts.putIfAbsent(text.getName(), text.getValue());
            }
        }
        if (file == null) {
            throw malformed();
        }
        return SegmentUpload.ofFile(new SegmentForm(texts), file);
    }

    private static RefusedEventsException malformed() {
        return RefusedEventsException.malformed("invalidSegment", FORM);
    }
}
