package io.convergence.gateway.http;

import io.convergence.core.codec.SyntheticResultEncoder;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.HostKey;
import io.convergence.gateway.http.Inflation.UndecodableException;
import io.convergence.gateway.ingest.BeaconRules;
import io.convergence.gateway.ingest.BearerRules;
import io.convergence.gateway.ingest.Cors;
import io.convergence.gateway.ingest.RandomIds;
import io.convergence.gateway.ingest.Ruling.Refusal;
import io.convergence.gateway.metrics.GatewayMetrics.Owner;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.synthetic.Given;
import io.convergence.gateway.synthetic.Reports;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /ingest/synthetic}: reads what a tool posts, publishes every result or refuses all, answers. Bodies are large
 * and few: they are parsed by worker threads. Otherwise used by its event loop only.
 */
final class SyntheticRoute {
    static final String PATH = "/ingest/synthetic";

    private final Shared shared;
    private final BearerRules rules;
    private final Reports reports;
    private final SyntheticResultEncoder encoder = new SyntheticResultEncoder();
    private final RandomIds ids = new RandomIds();
    private final Vertx vertx;
    private final Context context;

    SyntheticRoute(Shared shared, Vertx vertx, Context context) {
        this.shared = shared;
        this.rules = new BearerRules(
                shared.registry()::current, shared.settings().synthetic().enabled());
        this.reports = new Reports(shared.settings().synthetic().maxAge().toMillis());
        this.vertx = vertx;
        this.context = context;
    }

    /** Serves a request from its headers on. */
    void handle(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        Refusal refusal = rules.beforeToken(request.method().name());
        if (refusal != null) {
            exchange.refuse(refusal);
            return;
        }
        String tenant = rules.tenant(request.getHeader("Authorization"));
        if (tenant == null) {
            exchange.refuse(BearerRules.unauthorised());
            return;
        }
        AtomicBoolean held = hold(exchange);
        if (!held.get()) {
            exchange.refuse(Refusal.unavailable(Cors.ANY));
            return;
        }
        exchange.awaitBody(() -> exchange.refuse(
                Refusal.uncounted(408, "timeout", "the body must come faster than the gateway waits for it")));
        BodyReader.read(
                exchange,
                BearerRules.MAX_BYTES,
                body -> parse(exchange, tenant, body),
                () -> exchange.refuse(BearerRules.refusal(BearerRules.tooLarge(tenant), tenant)));
    }

    /** Takes room for a body of any admitted length until its request is answered or gone; false when there is none. */
    private AtomicBoolean hold(Exchange exchange) {
        AtomicBoolean held = new AtomicBoolean(true);
        if (shared.buffered().addAndGet(BearerRules.MAX_BYTES)
                > shared.settings().synthetic().bufferBytes()) {
            release(held);
        } else {
            exchange.request().response().endHandler(end -> release(held));
            exchange.request().response().closeHandler(end -> release(held));
        }
        return held;
    }

    private void release(AtomicBoolean held) {
        if (held.compareAndSet(true, false)) {
            shared.buffered().addAndGet(-BearerRules.MAX_BYTES);
        }
    }

    private void parse(Exchange exchange, String tenant, byte[] body) {
        HttpServerRequest request = exchange.request();
        String encoding = request.getHeader("Content-Encoding");
        Given given = new Given(parameters(request), tenant, System.currentTimeMillis(), ids.next());
        vertx.executeBlocking(() -> read(body, encoding, given), false).onComplete(read -> {
            if (read.failed()) {
                exchange.fault(read.cause());
            } else if (read.result() instanceof Decoded.Rejected<List<SyntheticResult>> rejected) {
                exchange.refuse(BearerRules.refusal(rejected.rejection(), tenant));
            } else if (read.result() instanceof Decoded.Accepted<List<SyntheticResult>> accepted) {
                publish(exchange, tenant, accepted.value());
            }
        });
    }

    /** What a body holds. Run by worker threads. */
    private Decoded<List<SyntheticResult>> read(byte[] body, @Nullable String encoding, Given given) {
        try {
            byte[] report = Inflation.undo(body, encoding, BearerRules.MAX_BYTES);
            return report == null
                    ? new Decoded.Rejected<>(BearerRules.tooLarge(given.tenant()))
                    : reports.read(report, given);
        } catch (UndecodableException e) {
            return new Decoded.Rejected<>(BeaconRules.undecodable(given.tenant()));
        }
    }

    /** The first value of each parameter of the query; a query that cannot be decoded has none. */
    private static Map<String, String> parameters(HttpServerRequest request) {
        Map<String, String> parameters = new HashMap<>();
        try {
            request.params().forEach(parameter -> parameters.putIfAbsent(parameter.getKey(), parameter.getValue()));
        } catch (IllegalArgumentException e) {
            return Map.of("format", "-");
        }
        return parameters;
    }

    /** Publishes all; the request is answered when the last one is acknowledged or given up. */
    private void publish(Exchange exchange, String tenant, List<SyntheticResult> results) {
        if (!shared.publisher().isReady()) {
            exchange.refuse(Refusal.unavailable(Cors.ANY));
            return;
        }
        AtomicInteger open = new AtomicInteger(results.size());
        AtomicBoolean allWritten = new AtomicBoolean(true);
        String topic = shared.settings().publish().results();
        for (SyntheticResult result : results) {
            byte[] key = HostKey.of(result).recordKey().getBytes(StandardCharsets.UTF_8);
            shared.publisher().send(topic, key, encoder.encode(result), result.receivedAt(), written -> {
                if (!written) {
                    allWritten.set(false);
                }
                if (open.decrementAndGet() == 0) {
                    context.runOnContext(now -> answer(exchange, tenant, results.size(), allWritten.get()));
                }
            });
        }
    }

    private void answer(Exchange exchange, String tenant, int count, boolean written) {
        if (written) {
            shared.metrics().accepted(new Owner(tenant, Plane.SYNTHETIC), count);
            exchange.answer(202, Buffer.buffer("{\"accepted\":true,\"results\":" + count + "}"), Cors.ANY);
        } else {
            exchange.refuse(Refusal.unavailable(Cors.ANY));
        }
    }
}
