package io.convergence.gateway.route;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.event.RumEvent;
import io.convergence.gateway.event.DerivedBeacon;
import io.convergence.gateway.event.EventRules.Admitted;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.route.BeaconPublication.Outcome;
import io.convergence.http.Cors;
import io.convergence.http.Exchange;
import io.vertx.core.Context;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publication of the admitted events of a request and of the beacons of their views. Confined to its event loop, but for the
 * writing of records.
 */
final class EventPublication {
    private final GatewayContext gateway;
    private final EventPlane plane;
    private final EventAnswers answers;
    private final Context eventLoop;
    private final WorkerExecutor workers;
    private final BeaconPublication beacons;
    private final EventEncoder encoder = new EventEncoder();

    EventPublication(
            GatewayContext gateway, EventPlane plane, EventAnswers answers, Context eventLoop, WorkerExecutor workers) {
        this.gateway = gateway;
        this.plane = plane;
        this.answers = answers;
        this.eventLoop = eventLoop;
        this.workers = workers;
        beacons = new BeaconPublication(gateway);
    }

    /**
     * The admitted events of a request.
     *
     * @param batches the events by DSN
     * @param received number of elements of the request
     * @param isDry whether nothing is published
     * @param echo JSON of the content of the answer, or null
     */
    record Request(
            List<Admitted> batches,
            int received,
            boolean isDry,
            @Nullable String echo) {
        Request {
            batches = List.copyOf(batches);
        }

        /** The number of events to publish. */
        int accepted() {
            return batches.stream().mapToInt(batch -> batch.events().size()).sum();
        }

        /** The number of beacons to publish beside the events. */
        int beacons() {
            return batches.stream().mapToInt(batch -> batch.beacons().size()).sum();
        }

        /** The number of events that are not published. */
        int dropped() {
            return batches.stream().mapToInt(Admitted::droppedCount).sum();
        }
    }

    /** Publishes all events, and the beacons of their views, and answers when the last one is acknowledged or has failed. */
    void publish(Exchange exchange, Request request, Cors cors) {
        for (int i = 0; i < request.batches().size(); i++) {
            Admitted batch = request.batches().get(i);
            long wait = gateway.rates()
                    .secondsToWait(batch.dsn(), true, batch.events().size());
            if (wait > 0) {
                giveBack(request.batches().subList(0, i));
                answers.rateLimited(exchange, batch.dsn(), wait, cors);
                return;
            }
        }
        if (request.isDry() || request.accepted() == 0) {
            countDropped(request);
            answers.accept(exchange, request, cors);
            return;
        }
        if (!plane.publisher().isReady()) {
            fail(exchange, request, cors);
            return;
        }
        AtomicInteger open = new AtomicInteger(request.accepted() + request.beacons());
        AtomicBoolean allWritten = new AtomicBoolean(true);
        Consumer<Boolean> result = written -> {
            if (!written) {
                allWritten.set(false);
            }
            if (open.decrementAndGet() == 0) {
                eventLoop.runOnContext(done -> answer(exchange, request, cors, allWritten.get()));
            }
        };
        for (Admitted batch : request.batches()) {
            for (DerivedBeacon derived : batch.beacons()) {
                beacons.publish(
                        derived.sentId(), derived.beacon(), outcome -> result.accept(outcome != Outcome.FAILED));
            }
        }
        workers.executeBlocking(() -> send(request, result), false).onFailure(exchange::fault);
    }

    /**
     * Writes the events of a request. Called by worker threads: the connections of an event loop would wait for its up to a
     * thousand records.
     *
     * @return the number of records
     */
    private int send(Request request, Consumer<Boolean> result) {
        String topic = gateway.settings().events().topic();
        long now = System.currentTimeMillis();
        for (Admitted batch : request.batches()) {
            for (RumEvent event : batch.events()) {
                byte[] key = event.recordKey().getBytes(StandardCharsets.UTF_8);
                plane.publisher().send(topic, key, encoder.encode(event), now, result::accept);
            }
        }
        return request.accepted();
    }

    private void answer(Exchange exchange, Request request, Cors cors, boolean written) {
        if (!written) {
            fail(exchange, request, cors);
            return;
        }
        for (Admitted batch : request.batches()) {
            gateway.metrics()
                    .countAccepted(
                            batch.dsn().tenant(), Plane.EVENTS, batch.events().size());
        }
        countDropped(request);
        answers.accept(exchange, request, cors);
    }

    private void fail(Exchange exchange, Request request, Cors cors) {
        giveBack(request.batches());
        answers.refuse(exchange, EventAnswers.unavailable(), null, cors);
    }

    private void giveBack(List<Admitted> batches) {
        batches.forEach(
                batch -> gateway.rates().giveBack(batch.dsn(), batch.events().size()));
    }

    private void countDropped(Request request) {
        for (Admitted batch : request.batches()) {
            batch.dropped()
                    .forEach((reason, count) ->
                            gateway.metrics().countRejected(batch.dsn().tenant(), Plane.EVENTS, reason, count));
        }
    }
}
