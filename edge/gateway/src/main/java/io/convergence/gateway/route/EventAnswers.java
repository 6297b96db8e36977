package io.convergence.gateway.route;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.dsn.WebOrigin;
import io.convergence.core.ingest.RejectReason;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.metrics.Plane;
import io.convergence.http.Cors;
import io.convergence.http.ErrorResponse;
import io.convergence.http.Exchange;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Answers of a path that receives events, in the form of its format. Confined to its event loop. */
final class EventAnswers {
    private static final long RETRY_SECONDS = 2;
    private static final String NOT_ENABLED = "not_enabled";

    private final EventEndpoint endpoint;
    private final GatewayContext gateway;

    EventAnswers(EventEndpoint endpoint, GatewayContext gateway) {
        this.endpoint = endpoint;
        this.gateway = gateway;
    }

    /** The refusal of a request whose records the broker does not accept at present. */
    static RefusedEventsException unavailable() {
        return new RefusedEventsException(
                503, "unavailable", "unavailable", null, "the gateway cannot publish now; try again");
    }

    /** The refusal of a request while the second plane is off. */
    static RefusedEventsException notEnabled() {
        return new RefusedEventsException(503, NOT_ENABLED, "notEnabled", null, "this gateway does not accept events");
    }

    /** The refusal of a method other than the admitted one. */
    static RefusedEventsException methodNotAllowed(String admitted) {
        return new RefusedEventsException(
                405, "method_not_allowed", "methodNotAllowed", null, "the method must be " + admitted + " or OPTIONS");
    }

    /** Origins that may read an answer: the sender's own when the DSN lists origins. */
    Cors cors(@Nullable Dsn dsn, @Nullable String origin) {
        if (dsn == null || dsn.origins().isEmpty()) {
            return Cors.ANY;
        }
        return origin == null || WebOrigin.normalise(origin) == null ? Cors.ANY_VARYING : new Cors(origin, true);
    }

    /** Answers an accepted request. */
    void accept(Exchange exchange, EventPublication.Request request, Cors cors) {
        String content = request.echo();
        Buffer body = content == null
                ? endpoint.acceptedBody(request.accepted(), request.dropped(), request.received())
                : Buffer.buffer("{\"content\":" + content + "}");
        if (body.length() == 0) {
            exchange.answerEmpty(endpoint.acceptedStatus(), cors);
        } else {
            exchange.answer(endpoint.acceptedStatus(), body, cors);
        }
    }

    /** Refuses a payload; when the DSN has sent too many refused payloads, the answer is that of its rate limit. */
    void refuseLimited(Exchange exchange, RefusedEventsException refusal, @Nullable Dsn dsn, Cors cors) {
        long wait = dsn == null ? 0 : gateway.rates().secondsToWait(dsn, false, 1);
        if (wait > 0) {
            rateLimited(exchange, dsn, wait, cors);
        } else {
            refuse(exchange, refusal, dsn, cors);
        }
    }

    /** Answers with the number of seconds after which the rate of a DSN admits the request. */
    void rateLimited(Exchange exchange, @Nullable Dsn dsn, long waitSeconds, Cors cors) {
        refuse(
                exchange,
                RefusedEventsException.counted(
                        429,
                        RejectReason.RATE_LIMITED,
                        "rateLimited",
                        "the rate of the DSN is exceeded; try again later"),
                dsn,
                cors,
                waitSeconds);
    }

    /** Answers with the number of seconds after which the rate of a client admits its request. */
    void clientLimited(Exchange exchange, long waitSeconds) {
        refuse(
                exchange,
                RefusedEventsException.counted(
                        429,
                        RejectReason.RATE_LIMITED,
                        "rateLimited",
                        "the rate of the client is exceeded; try again later"),
                null,
                Cors.ANY,
                waitSeconds);
    }

    /** Refuses a request and counts the refusal for the tenant of a DSN, null when it is unknown. */
    void refuse(Exchange exchange, RefusedEventsException refusal, @Nullable Dsn dsn, Cors cors) {
        boolean mayRetry = refusal.status() == 503 && !refusal.code().equals(NOT_ENABLED);
        refuse(exchange, refusal, dsn, cors, mayRetry ? RETRY_SECONDS : 0);
    }

    private void refuse(
            Exchange exchange, RefusedEventsException refusal, @Nullable Dsn dsn, Cors cors, long retrySeconds) {
        if (exchange.isAnswered()) {
            return;
        }
        if (refusal.reason() != null) {
            gateway.metrics().countRejected(dsn == null ? null : dsn.tenant(), Plane.EVENTS, refusal.reason(), 1);
        }
        Buffer body = endpoint.refusedBody(refusal);
        if (body == null) {
            exchange.fail(
                    new ErrorResponse(
                            refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()), retrySeconds),
                    cors);
            return;
        }
        if (retrySeconds > 0) {
            exchange.request().response().headers().set("Retry-After", Long.toString(retrySeconds));
        }
        if (refusal.status() == 405 && !exchange.request().response().headers().contains("Allow")) {
            exchange.request().response().headers().set("Allow", "POST, OPTIONS");
        }
        exchange.answer(refusal.status(), body, cors);
    }
}
