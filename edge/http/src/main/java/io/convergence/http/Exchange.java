package io.convergence.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its single answer. When the answer is sent before the body has arrived, the rest of the body is
 * discarded for a moment and the connection is closed afterwards: closing at once could destroy the answer (RFC 9112,
 * section 9.6). Confined to the event loop of the request.
 */
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final HttpServerRequest request;
    private final Endpoint endpoint;
    private final ConnectionDeadlines deadlines;
    private final ConnectionDeadline deadline;
    private final HttpMetrics metrics;
    private final RandomIds ids;
    private boolean received;
    private boolean answered;

    Exchange(
            HttpServerRequest request,
            Endpoint endpoint,
            ConnectionDeadlines deadlines,
            ConnectionDeadline deadline,
            HttpMetrics metrics,
            RandomIds ids) {
        this.request = request;
        this.endpoint = endpoint;
        this.deadlines = deadlines;
        this.deadline = deadline;
        this.metrics = metrics;
        this.ids = ids;
        this.received = !Headers.announceBody(request);
    }

    /** The request. */
    public HttpServerRequest request() {
        return request;
    }

    /** Whether the request has been answered; every later answer is ignored. */
    public boolean isAnswered() {
        return answered;
    }

    /** Starts the deadline of the body; the task is run when the body has not arrived by then. */
    public void awaitBody(Runnable onTimeout) {
        deadlines.awaitBody(deadline, onTimeout);
    }

    /** Records that the whole body has arrived. */
    void bodyReceived() {
        received = true;
        deadline.cancel();
    }

    /** Answers with an error that every web origin may read. */
    public void fail(ErrorResponse error) {
        fail(error, Cors.ANY);
    }

    /** Answers with an error. */
    public void fail(ErrorResponse error, Cors cors) {
        if (answered) {
            return;
        }
        MultiMap headers = request.response().headers();
        if (error.status() == 405) {
            headers.set(HttpHeaders.ALLOW, endpoint.methods());
        }
        if (error.status() == 401 && endpoint.challenge() != null) {
            headers.set("WWW-Authenticate", endpoint.challenge());
        }
        if (error.retryAfterSeconds() > 0) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(error.retryAfterSeconds()));
        }
        answer(error.status(), error.body(ids.next()), cors);
    }

    /** Runs a task for the request; an exception of it is answered with status 500. */
    public void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            fault(e);
        }
    }

    /**
     * Answers with status 500 after a fault of the service. Only the class and the origin of the exception are logged:
     * its message may contain parts of the request.
     */
    public void fault(Throwable fault) {
        countFault(fault);
        fail(new ErrorResponse(500, "fault", "the service failed; try again"));
    }

    /** Counts and logs a fault of the service without answering. */
    public void countFault(Throwable fault) {
        metrics.countFault();
        StackTraceElement[] trace = fault.getStackTrace();
        LOG.error("fault in a request: {} at {}", fault.getClass().getName(), trace.length == 0 ? "-" : trace[0]);
    }

    /** Answers with JSON. */
    public void answer(int status, Buffer json, Cors cors) {
        if (answered) {
            return;
        }
        Headers.addContent(request.response().headers(), Headers.JSON);
        finish(status, json, cors);
    }

    /**
     * Answers with headers of the service's own; null is an answer without a body.
     *
     * @param headers value by name; the content's type and caching are among them
     */
    public void answer(int status, Map<String, String> headers, @Nullable Buffer body) {
        if (!answered) {
            headers.forEach((name, value) -> request.response().headers().set(name, value));
            finish(status, body, Cors.ANY);
        }
    }

    /**
     * Starts an answer with status 200 that goes on until either side closes the connection.
     *
     * @param headers value by name
     */
    public HttpServerResponse stream(Map<String, String> headers) {
        answered = true;
        deadline.cancel();
        metrics.countAnswer(endpoint.label(), 200);
        headers.forEach((name, value) -> request.response().headers().set(name, value));
        return request.response().setChunked(true);
    }

    /** Answers without a body. */
    public void answerEmpty(int status, Cors cors) {
        if (!answered) {
            finish(status, null, cors);
        }
    }

    /** Answers with a document that is the same for everybody; such answers are not counted. */
    public void answerDocument(Buffer document, String mediaType) {
        answered = true;
        if (endpoint.isCrossOrigin()) {
            Cors.ANY.addTo(request.response().headers(), endpoint);
        }
        Headers.addContent(request.response().headers(), mediaType);
        request.response().end(document);
        deadlines.awaitRequest(deadline);
    }

    private void finish(int status, @Nullable Buffer body, Cors cors) {
        answered = true;
        metrics.countAnswer(endpoint.label(), status);
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        if (endpoint.isCrossOrigin()) {
            cors.addTo(response.headers(), endpoint);
        }
        boolean early = !received;
        if (early) {
            response.headers().set(HttpHeaders.CONNECTION, Headers.CLOSE);
            DiscardedBody.discard(request);
        }
        if (body == null) {
            response.end();
        } else {
            response.end(body);
        }
        if (early) {
            deadlines.awaitClose(deadline, LINGER);
        } else {
            deadlines.awaitRequest(deadline);
        }
    }
}
