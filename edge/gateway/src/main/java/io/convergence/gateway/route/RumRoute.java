package io.convergence.gateway.route;

import io.convergence.core.ingest.StrictJson;
import io.convergence.gateway.ingest.BeaconDecision;
import io.convergence.gateway.ingest.BeaconRules;
import io.convergence.gateway.ingest.BeaconRules.Sender;
import io.convergence.gateway.ingest.Publication;
import io.convergence.gateway.ingest.Refusal;
import io.convergence.gateway.metrics.Plane;
import io.convergence.http.BodyReader;
import io.convergence.http.ContentEncoding;
import io.convergence.http.ContentEncoding.UndecodableException;
import io.convergence.http.Cors;
import io.convergence.http.Exchange;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** {@code POST /ingest/rum}: receives one beacon and publishes it. Confined to its event loop. */
final class RumRoute {
    static final String PATH = "/ingest/rum";

    private static final Buffer ACCEPTED = Buffer.buffer("{\"accepted\":true}");
    private static final Buffer DUPLICATE = Buffer.buffer("{\"accepted\":true,\"duplicate\":true}");

    private final GatewayContext gateway;
    private final BeaconRules rules;
    private final BeaconPublication beacons;
    private final Context eventLoop;

    RumRoute(BeaconRules rules, GatewayContext gateway, Context eventLoop) {
        this.rules = rules;
        this.gateway = gateway;
        this.beacons = new BeaconPublication(gateway);
        this.eventLoop = eventLoop;
    }

    /** Serves a request whose headers have arrived. */
    void handle(Exchange exchange) {
        String method = exchange.request().method().name();
        if (method.equals("OPTIONS")) {
            exchange.answerEmpty(204, Cors.ANY);
            return;
        }
        Refusal refusal = rules.checkBeforeBody(method);
        if (refusal != null) {
            refuse(exchange, refusal);
            return;
        }
        exchange.awaitBody(() -> refuse(exchange, Refusal.BODY_TIMEOUT));
        BodyReader.read(
                exchange,
                StrictJson.MAX_BYTES,
                body -> decide(exchange, body),
                () -> refuse(exchange, BeaconRules.tooLarge()));
    }

    private void decide(Exchange exchange, byte[] body) {
        HttpServerRequest request = exchange.request();
        try {
            byte[] beacon = ContentEncoding.decode(body, request.getHeader("Content-Encoding"), StrictJson.MAX_BYTES);
            BeaconDecision decision = beacon == null
                    ? BeaconRules.tooLarge()
                    : rules.decide(beacon, sender(request), System.currentTimeMillis());
            if (decision instanceof Refusal refusal) {
                refuse(exchange, refusal);
            } else if (decision instanceof Publication publication) {
                publish(exchange, publication);
            }
        } catch (UndecodableException e) {
            refuse(exchange, BeaconRules.undecodable());
        }
    }

    private static Sender sender(HttpServerRequest request) {
        boolean optedOut =
                "1".equals(trimmed(request.getHeader("DNT"))) || "1".equals(trimmed(request.getHeader("Sec-GPC")));
        return new Sender(request.getHeader("Origin"), optedOut);
    }

    private static @Nullable String trimmed(@Nullable String value) {
        return value == null ? null : value.trim();
    }

    private void publish(Exchange exchange, Publication publication) {
        beacons.publish(
                publication.sentId(),
                publication.beacon(),
                outcome -> eventLoop.runOnContext(now -> {
                    switch (outcome) {
                        case PUBLISHED -> exchange.answer(202, ACCEPTED, publication.cors());
                        case DUPLICATE -> exchange.answer(202, DUPLICATE, publication.cors());
                        case FAILED -> fail(exchange, publication);
                    }
                }));
    }

    private void fail(Exchange exchange, Publication publication) {
        gateway.rates().giveBack(publication.app());
        refuse(exchange, Refusal.unavailable(publication.cors()));
    }

    private void refuse(Exchange exchange, Refusal refusal) {
        gateway.refuse(exchange, Plane.RUM, refusal);
    }
}
