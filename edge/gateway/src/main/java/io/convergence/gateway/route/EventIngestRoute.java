package io.convergence.gateway.route;

import io.convergence.core.dsn.Dsn;
import io.convergence.gateway.datakit.DataKitFormat;
import io.convergence.gateway.event.EventBatch;
import io.convergence.gateway.event.EventBody;
import io.convergence.gateway.event.EventRules.Admitted;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.event.WireRequest;
import io.convergence.gateway.ingest.Refusal;
import io.convergence.gateway.metrics.Plane;
import io.convergence.http.BodyReader;
import io.convergence.http.Cors;
import io.convergence.http.Exchange;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path that receives events: reads the body, has its format read and its events admitted by worker threads, and
 * publishes them. Everything else is confined to the event loop.
 */
final class EventIngestRoute {
    /**
     * Most threads of all event loops that decode and read events. A body may take 25 MB while it is decoded: the window of
     * br, and twice the largest decoded body.
     */
    private static final int MOST_WORKERS = 4;

    private final EventEndpoint endpoint;
    private final GatewayContext gateway;
    private final EventPlane plane;
    private final WorkerExecutor workers;
    private final EventAnswers answers;
    private final EventPublication publication;
    private final EventEntry entry;

    EventIngestRoute(EventEndpoint endpoint, GatewayContext gateway, EventPlane plane, Vertx vertx, Context eventLoop) {
        this.endpoint = endpoint;
        this.gateway = gateway;
        this.plane = plane;
        // A pool of their own, so that events in any number delay no check results and bound the memory of decoding.
        this.workers = vertx.createSharedWorkerExecutor("gateway-events", workers(plane));
        this.answers = new EventAnswers(endpoint, gateway);
        this.publication = new EventPublication(gateway, plane, answers, eventLoop, workers);
        this.entry = new EventEntry(endpoint, gateway, plane, answers);
    }

    /**
     * The number of threads: one less than there are processors, so that beacons find one however many events arrive. With
     * lookups of aliases, which wait and take no processor, the most.
     */
    private static int workers(EventPlane plane) {
        int beside = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return plane.aliases() == null ? Math.min(MOST_WORKERS, beside) : MOST_WORKERS;
    }

    /** Serves a request whose headers have arrived. */
    void handle(Exchange exchange) {
        entry.handle(exchange, this::read);
    }

    private void read(Exchange exchange, Map<String, String> parameters, @Nullable Dsn dsn, EventClient client) {
        HttpServerRequest request = exchange.request();
        Cors cors = answers.cors(dsn, request.getHeader("Origin"));
        if (!BodyBuffer.reserve(
                exchange,
                plane.bufferedBytes(),
                EventBody.MAX_SENT,
                gateway.settings().events().bufferBytes())) {
            answers.refuse(exchange, EventAnswers.unavailable(), null, cors);
            return;
        }
        exchange.awaitBody(() -> gateway.refuse(exchange, Plane.EVENTS, Refusal.BODY_TIMEOUT));
        BodyReader.read(
                exchange,
                EventBody.MAX_SENT,
                body -> parse(exchange, body, parameters, dsn, client),
                () -> answers.refuse(
                        exchange,
                        RefusedEventsException.tooLarge("the body must be at most " + EventBody.MAX_SENT + " bytes"),
                        dsn,
                        cors));
    }

    private void parse(
            Exchange exchange, byte[] body, Map<String, String> parameters, @Nullable Dsn dsn, EventClient client) {
        HttpServerRequest http = exchange.request();
        String contentType = http.getHeader("Content-Type");
        String coding = endpoint.coding(http, parameters);
        String origin = http.getHeader("Origin");
        boolean optedOut = isOne(http.getHeader("DNT")) || isOne(http.getHeader("Sec-GPC"));
        WireRequest request = new WireRequest(
                endpoint.path(),
                dsn,
                gateway.registry().current(),
                parameters,
                contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT),
                System.currentTimeMillis(),
                plane.users());
        Cors cors = answers.cors(dsn, origin);
        workers.executeBlocking(() -> admit(body, coding, request, origin, optedOut, client), false)
                .onComplete(read -> {
                    if (read.succeeded()) {
                        publication.publish(exchange, read.result(), cors);
                    } else if (read.cause() instanceof RefusedEventsException refusal) {
                        answers.refuseLimited(exchange, refusal, dsn, cors);
                    } else {
                        exchange.fault(read.cause());
                    }
                });
    }

    /** The admitted events of a body. Called by worker threads. */
    private EventPublication.Request admit(
            byte[] body,
            @Nullable String coding,
            WireRequest request,
            @Nullable String origin,
            boolean optedOut,
            EventClient client)
            throws RefusedEventsException {
        byte[] decoded = EventBody.decode(body, coding);
        List<EventBatch> batches = read(decoded, request);
        List<Admitted> admitted = new ArrayList<>();
        int received = 0;
        for (EventBatch batch : batches) {
            EventEntry.requireOrigin(batch.dsn(), origin);
            Map<String, String> labels = client.labels(batch.dsn(), plane, gateway);
            admitted.add(plane.rules().admit(batch, optedOut, request.receivedAt(), labels));
            received += batch.drafts().size() + batch.dropped();
        }
        boolean echoes = !endpoint.hasToken() && request.parameters().containsKey("echo");
        String content = echoes ? DataKitFormat.echo(decoded, request) : null;
        return new EventPublication.Request(
                admitted, received, request.parameters().containsKey("dry"), content);
    }

    /** The events of a body; elements of kinds that events have not are counted, also when they refuse the body. */
    private List<EventBatch> read(byte[] decoded, WireRequest request) throws RefusedEventsException {
        try {
            List<EventBatch> batches = endpoint.format().read(decoded, request);
            batches.forEach(batch -> countUnmapped(batch.unmapped()));
            return batches;
        } catch (RefusedEventsException e) {
            countUnmapped(e.formatCode().equals(DataKitFormat.UNKNOWN_MEASUREMENT) ? 1 : 0);
            throw e;
        }
    }

    private void countUnmapped(int count) {
        if (count > 0) {
            gateway.metrics().countUnmapped(endpoint.dialect().label(), count);
        }
    }

    /** Whether a header such as DNT is set. */
    static boolean isOne(@Nullable String header) {
        return header != null && header.trim().equals("1");
    }
}
