package io.convergence.gateway.route;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.RumEvent;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.ingest.Refusal;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.metrics.RecordingMetrics.Outcome;
import io.convergence.gateway.route.RecordingIntake.Taken;
import io.convergence.http.BodyReader;
import io.convergence.http.Cors;
import io.convergence.http.Exchange;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A path that receives segments of recordings: reads the body, has the segment masked and stored by worker threads, and
 * publishes its event. Everything else is confined to the event loop.
 */
final class RecordingRoute {
    /** Memory for a body as a multiple of its size: its copies while it is read, decoded and masked. */
    private static final long COPIES = 4;

    /** Threads of all event loops that mask and store segments; as many as requests to an object store at once. */
    private static final int WORKERS = 16;

    /** Time after which a busy worker is logged: longer than an object store may take. */
    private static final long MAX_WORK_SECONDS = 120;

    private final EventEndpoint endpoint;
    private final GatewayContext gateway;
    private final EventPlane plane;
    private final WorkerExecutor workers;
    private final Context eventLoop;
    private final EventAnswers answers;
    private final EventEntry entry;
    private final RecordingIntake intake;
    private final EventEncoder encoder = new EventEncoder();

    RecordingRoute(EventEndpoint endpoint, GatewayContext gateway, EventPlane plane, Vertx vertx, Context eventLoop) {
        this.endpoint = endpoint;
        this.gateway = gateway;
        this.plane = plane;
        // A pool of their own, so that a store that is away delays no other work.
        this.workers =
                vertx.createSharedWorkerExecutor("gateway-recordings", WORKERS, MAX_WORK_SECONDS, TimeUnit.SECONDS);
        this.eventLoop = eventLoop;
        this.answers = new EventAnswers(endpoint, gateway);
        this.entry = new EventEntry(endpoint, gateway, plane, answers);
        this.intake = new RecordingIntake(gateway, plane);
    }

    /** Serves a request whose headers have arrived. */
    void handle(Exchange exchange) {
        entry.handle(exchange, this::read);
    }

    private void read(Exchange exchange, Map<String, String> parameters, @Nullable Dsn dsn, EventClient client)
            throws RefusedEventsException {
        if (dsn != null) {
            SegmentChecks.requireEnabled(dsn);
        }
        Cors cors = answers.cors(dsn, exchange.request().getHeader("Origin"));
        BodyBuffer buffer = BodyBuffer.of(
                exchange, plane.bufferedBytes(), gateway.settings().events().bufferBytes());
        exchange.awaitBody(() -> gateway.refuse(exchange, Plane.EVENTS, Refusal.BODY_TIMEOUT));
        BodyReader.read(
                exchange,
                SegmentChecks.MAX_BYTES,
                new BodyReader.Memory(
                        bytes -> buffer.take(COPIES * bytes),
                        () -> answers.refuse(exchange, EventAnswers.unavailable(), dsn, cors)),
                body -> take(exchange, request(exchange, body, parameters, dsn, client), cors),
                () -> answers.refuse(
                        exchange,
                        RefusedEventsException.tooLarge(
                                "the body must be at most " + SegmentChecks.MAX_BYTES + " bytes"),
                        dsn,
                        cors));
    }

    private RecordingIntake.Request request(
            Exchange exchange, byte[] body, Map<String, String> parameters, @Nullable Dsn dsn, EventClient client) {
        HttpServerRequest http = exchange.request();
        String contentType = http.getHeader("Content-Type");
        return new RecordingIntake.Request(
                dsn,
                gateway.registry().current(),
                body,
                endpoint.coding(http, parameters),
                contentType == null ? "" : contentType.strip(),
                http.getHeader("Origin"),
                EventIngestRoute.isOne(http.getHeader("DNT")) || EventIngestRoute.isOne(http.getHeader("Sec-GPC")),
                parameters.containsKey("dry"),
                client,
                System.currentTimeMillis());
    }

    private void take(Exchange exchange, RecordingIntake.Request request, Cors cors) {
        int sent = request.body().length;
        workers.executeBlocking(() -> intake.take(request), false).onComplete(taken -> {
            if (taken.succeeded()) {
                finish(exchange, taken.result(), sent, cors);
            } else if (taken.cause() instanceof RefusedEventsException refusal) {
                answers.refuseLimited(exchange, refusal, request.dsn(), cors);
            } else {
                exchange.fault(taken.cause());
            }
        });
    }

    private void finish(Exchange exchange, Taken taken, int sent, Cors cors) {
        RumEvent event = taken.event();
        if (event != null) {
            byte[] key = event.recordKey().getBytes(StandardCharsets.UTF_8);
            String topic = gateway.settings().events().topic();
            plane.publisher()
                    .send(
                            topic,
                            key,
                            encoder.encode(event),
                            System.currentTimeMillis(),
                            written -> eventLoop.runOnContext(done -> answer(
                                    exchange, taken, written ? Outcome.STORED : Outcome.UNAVAILABLE, sent, cors)));
        } else {
            answer(exchange, taken, taken.outcome(), sent, cors);
        }
    }

    private void answer(Exchange exchange, Taken taken, Outcome outcome, int sent, Cors cors) {
        gateway.metrics().recordings().count(taken.dsn().tenant(), outcome, sent);
        switch (outcome) {
            case STORED -> {
                if (taken.event() != null) {
                    gateway.metrics().countAccepted(taken.dsn().tenant(), Plane.EVENTS, 1);
                }
                accept(exchange, endpoint.acceptedStatus(), 1, cors);
            }
            case FILTERED -> accept(exchange, 202, 0, cors);
            case REFUSED -> answers.rateLimited(exchange, taken.dsn(), taken.waitSeconds(), cors);
            case UNAVAILABLE -> {
                plane.segmentRates().giveBackSegment(taken.dsn(), sent);
                answers.refuse(exchange, EventAnswers.unavailable(), taken.dsn(), cors);
            }
        }
    }

    private void accept(Exchange exchange, int status, int accepted, Cors cors) {
        Buffer body = endpoint.acceptedBody(accepted, 1 - accepted, 1);
        if (body.length() == 0) {
            exchange.answerEmpty(status, cors);
        } else {
            exchange.answer(status, body, cors);
        }
    }
}
