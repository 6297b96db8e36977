package io.convergence.query.http.sourcemap;

import io.convergence.http.Exchange;
import io.convergence.query.http.ApiContext;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.Reply;
import io.convergence.query.symbols.SourcemapProblem;
import io.convergence.query.symbols.SourcemapReply;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writer of the answer of one request. Confined to the event loop, but for the work that it hands to other threads. */
final class SourcemapReplier {
    private final Exchange exchange;
    private final ApiContext context;
    private final Context eventLoop;
    private final Runnable onAnswer;
    private @Nullable Runnable onEnd;

    /**
     * Creates the writer.
     *
     * @param onAnswer called once the answer is on its way
     */
    SourcemapReplier(Exchange exchange, ApiContext context, Context eventLoop, Runnable onAnswer) {
        this.exchange = exchange;
        this.context = context;
        this.eventLoop = eventLoop;
        this.onAnswer = onAnswer;
    }

    /** Runs a task once the request has its answer. */
    void onEnd(Runnable task) {
        onEnd = task;
    }

    /** Runs a task; its problem is the answer. */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (SourcemapProblem problem) {
            fail(problem.status(), String.valueOf(problem.getMessage()));
        } catch (ApiProblem problem) {
            write(SourcemapReply.failure(problem));
        } catch (RuntimeException fault) {
            exchange.countFault(fault);
            write(SourcemapReply.failure(ApiProblem.fault()));
        }
    }

    /** Answers on a thread of the store. */
    void work(String tenant, Supplier<Reply> answer) {
        Runnable task = () -> {
            Runnable send;
            try {
                Reply reply = answer.get();
                send = () -> write(reply);
            } catch (RuntimeException failure) {
                send = () -> guarded(() -> {
                    throw failure;
                });
            }
            onEventLoop(send);
        };
        ApiProblem busy = ApiProblem.unavailable("busy", "too many requests of the tenant wait already");
        context.work().submit(tenant, task, () -> onEventLoop(() -> write(SourcemapReply.failure(busy))));
    }

    /** Answers with an error. */
    void fail(int status, String message) {
        write(SourcemapReply.failure(status, message));
    }

    private void onEventLoop(Runnable send) {
        eventLoop.runOnContext(loop -> send.run());
    }

    private void write(Reply reply) {
        Runnable end = onEnd;
        if (end != null) {
            end.run();
        }
        if (exchange.isAnswered()) {
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Request-Id", UUID.randomUUID().toString());
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Type", Reply.JSON);
        headers.putAll(reply.headers());
        if (reply.status() == 405) {
            headers.put(
                    "Allow", exchange.request().path().equals(SourcemapPort.CHECK) ? "GET, POST" : "DELETE, GET, PUT");
        }
        exchange.answer(reply.status(), headers, Buffer.buffer(reply.body()));
        onAnswer.run();
    }
}
