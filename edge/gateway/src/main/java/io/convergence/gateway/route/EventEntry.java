package io.convergence.gateway.route;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.dsn.WebOrigin;
import io.convergence.core.ingest.RejectReason;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.http.Cors;
import io.convergence.http.Exchange;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks of a request with events or a segment of a recording before its body is read, in the order of the contract: method,
 * rate of the client, token, origin. Confined to its event loop.
 */
final class EventEntry {
    private final EventEndpoint endpoint;
    private final GatewayContext gateway;
    private final EventPlane plane;
    private final EventAnswers answers;

    EventEntry(EventEndpoint endpoint, GatewayContext gateway, EventPlane plane, EventAnswers answers) {
        this.endpoint = endpoint;
        this.gateway = gateway;
        this.plane = plane;
        this.answers = answers;
    }

    /** What is done with a request that passed the checks. */
    interface Reader {
        /**
         * Reads the body.
         *
         * @param dsn DSN of the token; null for a format whose events name their DSN
         * @throws RefusedEventsException when the request is refused before
         */
        void read(Exchange exchange, Map<String, String> parameters, @Nullable Dsn dsn, EventClient client)
                throws RefusedEventsException;
    }

    /** Serves a request whose headers have arrived. */
    void handle(Exchange exchange, Reader reader) {
        HttpServerRequest request = exchange.request();
        String method = request.method().name();
        if (method.equals("OPTIONS")) {
            exchange.answerEmpty(204, Cors.ANY);
            return;
        }
        try {
            if (!method.equals("POST")) {
                throw EventAnswers.methodNotAllowed("POST");
            }
            EventClient client = EventClient.of(request, gateway);
            long wait = client.secondsToWait(plane);
            if (wait > 0) {
                answers.clientLimited(exchange, wait);
                return;
            }
            Map<String, String> parameters = QueryParameters.of(request);
            Dsn dsn = endpoint.hasToken() ? dsn(request, parameters) : null;
            if (dsn == null) {
                requireEveryDsn();
            }
            reader.read(exchange, parameters, dsn, client);
        } catch (RefusedEventsException e) {
            answers.refuse(exchange, e, null, Cors.ANY);
        }
    }

    /** Refuses an origin that a DSN with origins does not list. */
    static void requireOrigin(Dsn dsn, @Nullable String origin) throws RefusedEventsException {
        String normalised = origin == null ? null : WebOrigin.normalise(origin);
        boolean isListed =
                dsn.origins().isEmpty() || (normalised != null && dsn.origins().contains(normalised));
        if (!isListed) {
            throw RefusedEventsException.counted(
                    403, RejectReason.ORIGIN, "origin", "the origin must be on the list of the DSN");
        }
    }

    /** Refuses a request whose DSN may be one that is not read yet: its client must send again. */
    private void requireEveryDsn() throws RefusedEventsException {
        if (!gateway.registry().isComplete()) {
            throw EventAnswers.unavailable();
        }
    }

    private Dsn dsn(HttpServerRequest request, Map<String, String> parameters) throws RefusedEventsException {
        Dsn dsn = gateway.registry().current().dsn(endpoint.token(request, parameters));
        if (dsn == null) {
            requireEveryDsn();
            throw RefusedEventsException.counted(
                    401, RejectReason.UNKNOWN_KEY, "unknownKey", "the token must be that of a DSN");
        }
        requireOrigin(dsn, request.getHeader("Origin"));
        return dsn;
    }
}
