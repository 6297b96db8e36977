package io.convergence.gateway.http;

import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.ingest.StrictJson;
import io.convergence.core.rum.Beacon;
import io.convergence.core.window.HostKey;
import io.convergence.gateway.http.Inflation.UndecodableException;
import io.convergence.gateway.ingest.BeaconRules;
import io.convergence.gateway.ingest.BeaconRules.Sender;
import io.convergence.gateway.ingest.Cors;
import io.convergence.gateway.ingest.Ruling;
import io.convergence.gateway.ingest.Ruling.Publication;
import io.convergence.gateway.ingest.Ruling.Refusal;
import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.limit.SentIds;
import io.convergence.gateway.limit.SentIds.SentId;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.metrics.GatewayMetrics.Owner;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.publish.Publisher;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code POST /ingest/rum}: reads a beacon, has it ruled, publishes it, answers. Used by its event loop only. */
final class RumRoute {
    static final String PATH = "/ingest/rum";

    private static final Buffer ACCEPTED = Buffer.buffer("{\"accepted\":true}");
    private static final Buffer DUPLICATE = Buffer.buffer("{\"accepted\":true,\"duplicate\":true}");

    private final BeaconRules rules;
    private final BeaconEncoder encoder = new BeaconEncoder();
    private final KeyRates rates;
    private final SentIds sentIds;
    private final Publisher publisher;
    private final GatewayMetrics metrics;
    private final Context context;
    private final String topic;

    RumRoute(BeaconRules rules, Shared shared, Context context) {
        this.rules = rules;
        this.rates = shared.rates();
        this.sentIds = shared.sentIds();
        this.publisher = shared.publisher();
        this.metrics = shared.metrics();
        this.context = context;
        this.topic = shared.settings().publish().beacons();
    }

    /** Serves a request from its headers on. */
    void handle(Exchange exchange) {
        String method = exchange.request().method().name();
        if (method.equals("OPTIONS")) {
            exchange.answerEmpty(204, Cors.ANY);
            return;
        }
        Refusal refusal = rules.beforeBody(method);
        if (refusal != null) {
            exchange.refuse(refusal);
            return;
        }
        exchange.awaitBody(() -> exchange.refuse(
                Refusal.uncounted(408, "timeout", "the body must come faster than the gateway waits for it")));
        BodyReader.read(
                exchange,
                StrictJson.MAX_BYTES,
                body -> decide(exchange, body),
                () -> exchange.refuse(BeaconRules.tooLarge()));
    }

    private void decide(Exchange exchange, byte[] body) {
        HttpServerRequest request = exchange.request();
        try {
            byte[] beacon = Inflation.undo(body, request.getHeader("Content-Encoding"), StrictJson.MAX_BYTES);
            Ruling ruling = beacon == null
                    ? BeaconRules.tooLarge()
                    : rules.rule(beacon, sender(request), System.currentTimeMillis());
            if (ruling instanceof Refusal refusal) {
                exchange.refuse(refusal);
            } else if (ruling instanceof Publication publication) {
                publishOnce(exchange, publication);
            }
        } catch (UndecodableException e) {
            exchange.refuse(BeaconRules.unreadable());
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

    private void publishOnce(Exchange exchange, Publication publication) {
        SentId id = publication.sent();
        CompletableFuture<Boolean> other = id == null ? null : sentIds.claim(id);
        if (other == null) {
            publish(exchange, publication);
        } else {
            CompletableFuture<Void> unused =
                    other.thenAccept(published -> onLoop(() -> repeat(exchange, publication, published)));
        }
    }

    private void repeat(Exchange exchange, Publication publication, boolean published) {
        if (published) {
            metrics.duplicate(new Owner(publication.app().tenant(), Plane.RUM));
            exchange.answer(202, DUPLICATE, publication.cors());
        } else {
            fail(exchange, publication);
        }
    }

    private void publish(Exchange exchange, Publication publication) {
        if (!publisher.isReady()) {
            settle(publication, false);
            fail(exchange, publication);
            return;
        }
        long from = System.nanoTime();
        Beacon beacon = publication.beacon();
        byte[] key = HostKey.of(beacon).recordKey().getBytes(StandardCharsets.UTF_8);
        publisher.send(topic, key, encoder.encode(beacon), beacon.receivedAt(), written -> {
            settle(publication, written);
            if (written) {
                metrics.publishing().add(System.nanoTime() - from);
                metrics.accepted(new Owner(publication.app().tenant(), Plane.RUM), 1);
            }
            onLoop(() -> {
                if (written) {
                    exchange.answer(202, ACCEPTED, publication.cors());
                } else {
                    fail(exchange, publication);
                }
            });
        });
    }

    private void settle(Publication publication, boolean written) {
        if (publication.sent() != null) {
            sentIds.settle(publication.sent(), written);
        }
    }

    private void fail(Exchange exchange, Publication publication) {
        rates.giveBack(publication.app());
        exchange.refuse(Refusal.unavailable(publication.cors()));
    }

    private void onLoop(Runnable task) {
        context.runOnContext(now -> task.run());
    }
}
