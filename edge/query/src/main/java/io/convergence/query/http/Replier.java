package io.convergence.query.http;

import io.convergence.http.Exchange;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes the answer of one request: validators, compression and the headers of every answer. */
final class Replier {
    private static final int COMPRESSED_FROM = 1_024;

    private final Exchange exchange;
    private final String id;
    private final Runnable onAnswer;

    /**
     * Creates the writer of an answer.
     *
     * @param id identifies the request
     * @param onAnswer called once the answer is on its way
     */
    Replier(Exchange exchange, String id, Runnable onAnswer) {
        this.exchange = exchange;
        this.id = id;
        this.onAnswer = onAnswer;
    }

    /** Identifies the request: a UUID. */
    String id() {
        return id;
    }

    void fault(RuntimeException fault) {
        exchange.countFault(fault);
        send(ApiProblem.fault());
    }

    void send(ApiProblem problem) {
        Reply reply = Reply.problem(problem, id);
        send(
                problem.status() == 405
                        ? reply.with(
                                "Allow", String.valueOf(problem.getMessage()).replace("admitted: ", ""))
                        : reply);
    }

    void send(Reply reply) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Request-Id", id);
        headers.put("Cache-Control", reply.status() < 400 ? "private, no-cache" : "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.putAll(reply.headers());
        byte[] body = reply.body();
        String mediaType = reply.mediaType();
        if (mediaType == null) {
            exchange.answer(reply.status(), headers, null);
            onAnswer.run();
            return;
        }
        headers.put("Content-Type", mediaType);
        headers.put("Vary", "Accept-Encoding, Authorization, Cookie");
        if (reply.status() == 200) {
            headers.putIfAbsent("ETag", "W/\"" + Digests.of(body) + '"');
            if (isKnown(headers.getOrDefault("ETag", ""))) {
                headers.remove("Content-Type");
                exchange.answer(304, headers, null);
                onAnswer.run();
                return;
            }
        }
        if (body.length >= COMPRESSED_FROM && acceptsGzip()) {
            headers.put("Content-Encoding", "gzip");
            body = gzip(body);
        }
        exchange.answer(reply.status(), headers, Buffer.buffer(body));
        onAnswer.run();
    }

    /** Whether the client has the content (RFC 9110, section 13.1.2: weak comparison). */
    private boolean isKnown(String tag) {
        String known = exchange.request().getHeader("If-None-Match");
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
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private boolean acceptsGzip() {
        String accepted = exchange.request().getHeader("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
