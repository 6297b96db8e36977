package io.convergence.gateway.route;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.ingest.RejectReason;
import io.convergence.gateway.metrics.Plane;
import io.convergence.http.Cors;
import io.convergence.http.Exchange;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** {@code GET /v1/env_variable}: the settings of a DSN for its clients. Confined to its event loop. */
final class ClientSettingsRoute {
    static final String PATH = "/v1/env_variable";

    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Cache-Control", "max-age=60");

    private final GatewayContext gateway;

    ClientSettingsRoute(GatewayContext gateway) {
        this.gateway = gateway;
    }

    /** Serves a request whose headers have arrived. */
    void handle(Exchange exchange) {
        String method = exchange.request().method().name();
        if (method.equals("OPTIONS")) {
            exchange.answerEmpty(204, Cors.ANY);
            return;
        }
        if (!method.equals("GET")) {
            exchange.request().response().headers().set("Allow", "GET, OPTIONS");
            exchange.answer(405, error("methodNotAllowed", "the method must be GET or OPTIONS"), Cors.ANY);
            return;
        }
        EventPlane plane = gateway.events();
        long wait =
                plane == null ? 0 : EventClient.of(exchange.request(), gateway).secondsToWait(plane);
        if (wait > 0) {
            gateway.metrics().countRejected(null, Plane.EVENTS, RejectReason.RATE_LIMITED, 1);
            exchange.request().response().headers().set("Retry-After", Long.toString(wait));
            exchange.answer(429, error("rateLimited", "the rate of the client is exceeded; try again later"), Cors.ANY);
            return;
        }
        Dsn dsn = gateway.registry()
                .current()
                .dsnOfApp(QueryParameters.of(exchange.request()).get("app_id"));
        if (dsn == null && !gateway.registry().isComplete()) {
            exchange.answer(503, error("unavailable", "the DSNs are not read yet; try again"), Cors.ANY);
            return;
        }
        if (dsn == null) {
            gateway.metrics().countRejected(null, Plane.EVENTS, RejectReason.UNKNOWN_KEY, 1);
            exchange.answer(403, error("RUMAppIdNotInWhiteList", "app_id must be on the list of a DSN"), Cors.ANY);
            return;
        }
        StringJoiner content = new StringJoiner(",", "{\"content\":{", "}}");
        new TreeMap<>(dsn.settings()).forEach((name, json) -> content.add('"' + name + "\":" + json));
        exchange.answer(200, HEADERS, Buffer.buffer(content.toString()));
    }

    private static Buffer error(String code, String message) {
        return Buffer.buffer("{\"error_code\":\"datakit." + code + "\",\"message\":\"" + message + "\"}");
    }
}
