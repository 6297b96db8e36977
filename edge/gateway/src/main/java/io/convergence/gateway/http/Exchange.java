package io.convergence.gateway.http;

import io.convergence.gateway.ingest.Cors;
import io.convergence.gateway.ingest.RandomIds;
import io.convergence.gateway.ingest.Ruling.Refusal;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.metrics.GatewayMetrics.Reject;
import io.convergence.gateway.metrics.Plane;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its one answer. An answer that comes while the sender is still sending is followed by the end of the
 * connection, after a moment in which the rest is thrown away: a connection that is cut at once may take the answer with
 * it (RFC 9112, section 9.6). Used by its event loop only.
 */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final long MOST_DISCARDED = 4L << 20;
    private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");

    private final HttpServerRequest request;
    private final Plane plane;
    private final Peers peers;
    private final Peer peer;
    private final GatewayMetrics metrics;
    private final RandomIds ids;
    private boolean received;
    private boolean answered;
    private long discarded;

    Exchange(HttpServerRequest request, Plane plane, Peers peers, Peer peer, GatewayMetrics metrics, RandomIds ids) {
        this.request = request;
        this.plane = plane;
        this.peers = peers;
        this.peer = peer;
        this.metrics = metrics;
        this.ids = ids;
        this.received = !announcesBody(request);
    }

    HttpServerRequest request() {
        return request;
    }

    /** Whether there is an answer already. */
    boolean isAnswered() {
        return answered;
    }

    /** Says how long the body may take, and what happens then. */
    void awaitBody(Runnable late) {
        peers.awaitBody(peer, late);
    }

    /** Says that the body was read to its end. */
    void received() {
        received = true;
        peer.rest();
    }

    /** Refuses, and counts the refusal. */
    void refuse(Refusal refusal) {
        if (answered) {
            return;
        }
        if (refusal.reason() != null) {
            metrics.rejected(Reject.of(refusal.tenant(), plane, refusal.reason()));
        }
        MultiMap headers = request.response().headers();
        if (refusal.status() == 405) {
            headers.set(HttpHeaders.ALLOW, plane == Plane.RUM ? Headers.POST_OPTIONS : Headers.POST);
        }
        if (refusal.status() == 401 && plane == Plane.SYNTHETIC) {
            headers.set("WWW-Authenticate", "Bearer");
        }
        if (refusal.retryAfterSeconds() > 0) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfterSeconds()));
        }
        answer(refusal.status(), ErrorBody.of(refusal.code(), refusal.message(), ids.next()), refusal.cors());
    }

    /** Does something for the request; what goes wrong is answered with 500. */
    void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            fault(e);
        }
    }

    /** Answers a fault of the gateway. Neither its message nor its trace is logged: both may hold what was sent. */
    void fault(Throwable fault) {
        metrics.fault();
        StackTraceElement[] trace = fault.getStackTrace();
        LOG.error("fault in a request: {} at {}", fault.getClass().getName(), trace.length == 0 ? "-" : trace[0]);
        refuse(Refusal.uncounted(500, "fault", "the gateway failed; try again"));
    }

    /** Answers with JSON. */
    void answer(int status, Buffer body, Cors cors) {
        if (answered) {
            return;
        }
        Headers.content(request.response().headers(), Headers.JSON);
        finish(status, body, cors);
    }

    /** Answers without a body. */
    void answerEmpty(int status, Cors cors) {
        if (!answered) {
            finish(status, null, cors);
        }
    }

    private void finish(int status, @Nullable Buffer body, Cors cors) {
        answered = true;
        metrics.answered(plane, status);
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        if (plane == Plane.RUM) {
            Headers.cors(response.headers(), cors);
        }
        boolean early = !received;
        if (early) {
            response.headers().set(HttpHeaders.CONNECTION, CLOSE);
            discardRest();
        }
        if (body == null) {
            response.end();
        } else {
            response.end(body);
        }
        if (early) {
            peers.awaitEnd(peer, LINGER);
        } else {
            peers.awaitNext(peer);
        }
    }

    private void discardRest() {
        request.handler(chunk -> {
            discarded += chunk.length();
            if (discarded > MOST_DISCARDED) {
                request.connection().close();
            }
        });
        request.endHandler(end -> request.connection().close());
        request.resume();
    }

    private static boolean announcesBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }
}
