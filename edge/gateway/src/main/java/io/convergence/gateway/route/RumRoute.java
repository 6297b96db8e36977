package io.convergence.gateway.route;

import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.ingest.StrictJson;
import io.convergence.core.rum.Beacon;
import io.convergence.core.window.HostKey;
import io.convergence.gateway.ingest.BeaconDecision;
import io.convergence.gateway.ingest.BeaconRules;
import io.convergence.gateway.ingest.BeaconRules.Sender;
import io.convergence.gateway.ingest.Publication;
import io.convergence.gateway.ingest.Refusal;
import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.limit.SentIds;
import io.convergence.gateway.limit.SentIds.SentId;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.publish.Publisher;
import io.convergence.http.BodyReader;
import io.convergence.http.ContentEncoding;
import io.convergence.http.ContentEncoding.UndecodableException;
import io.convergence.http.Cors;
import io.convergence.http.Exchange;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code POST /ingest/rum}: receives one beacon and publishes it. Confined to its event loop. */
final class RumRoute {
    static final String PATH = "/ingest/rum";

    private static final Buffer ACCEPTED = Buffer.buffer("{\"accepted\":true}");
    private static final Buffer DUPLICATE = Buffer.buffer("{\"accepted\":true,\"duplicate\":true}");

    private final GatewayContext gateway;
    private final BeaconRules rules;
    private final BeaconEncoder encoder = new BeaconEncoder();
    private final KeyRates rates;
    private final SentIds sentIds;
    private final Publisher publisher;
    private final GatewayMetrics metrics;
    private final Context eventLoop;
    private final String topic;

    RumRoute(BeaconRules rules, GatewayContext gateway, Context eventLoop) {
        this.rules = rules;
        this.gateway = gateway;
        this.rates = gateway.rates();
        this.sentIds = gateway.sentIds();
        this.publisher = gateway.publisher();
        this.metrics = gateway.metrics();
        this.eventLoop = eventLoop;
        this.topic = gateway.settings().publish().beacons();
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
                publishOnce(exchange, publication);
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

    private void publishOnce(Exchange exchange, Publication publication) {
        SentId id = publication.sentId();
        CompletableFuture<Boolean> earlier = id == null ? null : sentIds.claim(id);
        if (earlier == null) {
            publish(exchange, publication);
        } else {
            CompletableFuture<Void> unused = earlier.thenAccept(
                    published -> runOnEventLoop(() -> answerDuplicate(exchange, publication, published)));
        }
    }

    /** Answers a beacon with the id of an earlier one, whose publication it neither repeats nor survives. */
    private void answerDuplicate(Exchange exchange, Publication publication, boolean isEarlierPublished) {
        if (isEarlierPublished) {
            metrics.countDuplicate(publication.app().tenant(), Plane.RUM);
            exchange.answer(202, DUPLICATE, publication.cors());
        } else {
            fail(exchange, publication);
        }
    }

    private void publish(Exchange exchange, Publication publication) {
        if (!publisher.isReady()) {
            releaseId(publication, false);
            fail(exchange, publication);
            return;
        }
        long startNanos = System.nanoTime();
        Beacon beacon = publication.beacon();
        byte[] key = HostKey.of(beacon).recordKey().getBytes(StandardCharsets.UTF_8);
        publisher.send(topic, key, encoder.encode(beacon), beacon.receivedAt(), written -> {
            releaseId(publication, written);
            if (written) {
                metrics.observePublish(System.nanoTime() - startNanos);
                metrics.countAccepted(publication.app().tenant(), Plane.RUM, 1);
            }
            runOnEventLoop(() -> {
                if (written) {
                    exchange.answer(202, ACCEPTED, publication.cors());
                } else {
                    fail(exchange, publication);
                }
            });
        });
    }

    private void releaseId(Publication publication, boolean written) {
        if (publication.sentId() != null) {
            sentIds.release(publication.sentId(), written);
        }
    }

    private void fail(Exchange exchange, Publication publication) {
        rates.giveBack(publication.app());
        refuse(exchange, Refusal.unavailable(publication.cors()));
    }

    private void refuse(Exchange exchange, Refusal refusal) {
        gateway.refuse(exchange, Plane.RUM, refusal);
    }

    private void runOnEventLoop(Runnable task) {
        eventLoop.runOnContext(now -> task.run());
    }
}
