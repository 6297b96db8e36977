package io.convergence.query.http;

import io.convergence.http.Exchange;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the answer of one request, with the headers of every answer. Confined to the event loop but for {@link #encoded}. */
final class Replier {
    private final Exchange exchange;
    private final String id;
    private final Runnable onAnswer;
    private final ReplyEncoding encoding;

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
        encoding = new ReplyEncoding(
                exchange.request().getHeader("If-None-Match"),
                exchange.request().getHeader("Accept-Encoding"));
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
        write(encoded(reply));
    }

    /** The reply as {@link #write} takes it. May be called by any thread. */
    Reply encoded(Reply reply) {
        return encoding.of(reply);
    }

    /** Writes an encoded reply. */
    void write(Reply reply) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Request-Id", id);
        headers.put("Cache-Control", reply.status() < 400 ? "private, no-cache" : "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.putAll(reply.headers());
        String mediaType = reply.mediaType();
        if (mediaType != null) {
            headers.put("Content-Type", mediaType);
        }
        exchange.answer(reply.status(), headers, mediaType == null ? null : Buffer.buffer(reply.body()));
        onAnswer.run();
    }
}
