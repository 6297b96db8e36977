package io.convergence.relay.send;

import io.convergence.relay.forward.EventAnswer;
import io.convergence.relay.forward.EventFilter;
import io.convergence.relay.forward.EventQueue;
import io.convergence.relay.forward.ForwardedBatch;
import io.convergence.relay.metrics.EventsMetrics;
import io.convergence.relay.metrics.EventsMetrics.Outcome;
import io.convergence.relay.receive.EventsWriter;
import io.convergence.relay.routes.EventsReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sending of events to one receiver, one request at a time, in the order in which they were read. Confined to one thread,
 * which also reads the topic, but for {@link #waitingMillis}.
 */
public final class EventForwarder {
    private static final Logger LOG = LoggerFactory.getLogger(EventForwarder.class);

    private final EventsReceiver receiver;
    private final EventsMetrics metrics;
    private final EventFilter filter;
    private final HttpSender sender;
    private final RequestRate rate;
    private final EventQueue queue = new EventQueue();
    private @Nullable Attempt open;
    private int failures;
    private long blockedUntil;
    private boolean refuses;

    /** Time of the first failure since the last acceptance, epoch milliseconds; 0 without one. */
    private volatile long failingSince;

    /**
     * Creates a forwarder without records.
     *
     * @param timeout maximum time of one request
     */
    public EventForwarder(EventsReceiver receiver, Duration timeout, EventsMetrics metrics) {
        this.receiver = receiver;
        this.metrics = metrics;
        this.filter = new EventFilter(receiver.tenant());
        this.sender = new HttpSender(timeout);
        this.rate = new RequestRate(receiver.webhook().ratePerMinute());
        metrics.start(receiver.name());
    }

    /** A request that is under way. */
    private record Attempt(ForwardedBatch batch, long started, CompletableFuture<ReceiverAnswer> answer) {}

    /** Takes over a record. */
    public void add(int partition, long offset, byte @Nullable [] value) {
        EventFilter.Choice choice = filter.choose(value);
        if (choice == EventFilter.Choice.UNREADABLE) {
            metrics.count(receiver.name(), Outcome.UNREADABLE, 1);
        }
        queue.add(partition, offset, choice == EventFilter.Choice.SEND ? value : null);
    }

    /** Whether every record that was taken over is delivered or passed over. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Forgets the records of a partition that another relay reads from now on. */
    public void revoke(int partition) {
        queue.revoke(partition);
    }

    /** Milliseconds until the next request may start; 0 when it may start now. */
    public long millisBlocked() {
        return Math.max(0, blockedUntil - System.currentTimeMillis());
    }

    /** How long the receiver has accepted nothing although events were sent, in milliseconds. */
    public long waitingMillis() {
        long since = failingSince;
        return since == 0 ? 0 : Math.max(0, System.currentTimeMillis() - since);
    }

    /**
     * Starts the next request unless one is under way or none may start yet, and waits for its answer.
     *
     * @param wait longest wait for the answer
     * @return for each partition of which records were completed, the offset of the next record to read
     */
    public Map<Integer, Long> advance(Duration wait) throws InterruptedException {
        Attempt attempt = open;
        if (attempt == null) {
            ForwardedBatch batch = queue.next();
            if (batch.events() == 0) {
                return queue.complete(batch);
            }
            attempt = mayStart() ? start(batch) : null;
            open = attempt;
        }
        ReceiverAnswer answer = attempt == null ? null : answer(attempt, wait);
        if (attempt == null || answer == null) {
            return Map.of();
        }
        open = null;
        return take(attempt, answer);
    }

    /** Cancels the request under way. The events in it are not committed, so they are sent again later. */
    public void cancel() {
        Attempt attempt = open;
        if (attempt != null) {
            attempt.answer().cancel(true);
        }
        open = null;
    }

    private boolean mayStart() {
        if (millisBlocked() > 0) {
            return false;
        }
        long wait = rate.take();
        blockedUntil = wait == 0 ? blockedUntil : System.currentTimeMillis() + wait;
        return wait == 0;
    }

    private Attempt start(ForwardedBatch batch) {
        Instant now = Instant.now();
        return new Attempt(
                batch, now.toEpochMilli(), sender.start(EventsWriter.write(receiver.webhook(), batch.json(), now)));
    }

    private static @Nullable ReceiverAnswer answer(Attempt attempt, Duration wait) throws InterruptedException {
        try {
            return attempt.answer().get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Map<Integer, Long> take(Attempt attempt, ReceiverAnswer answer) {
        ForwardedBatch batch = attempt.batch();
        EventAnswer meaning = EventAnswer.of(answer.status(), batch.events());
        switch (meaning) {
            case DELIVERED -> metrics.count(receiver.name(), Outcome.DELIVERED, batch.events());
            case TOO_LARGE -> metrics.count(receiver.name(), Outcome.TOO_LARGE, 1);
            case REFUSED -> metrics.count(receiver.name(), Outcome.REFUSED, batch.events());
            case HALVE -> {
                queue.halve(batch);
                return Map.of();
            }
            case REPEAT -> {
                fail(batch, answer, attempt.started());
                return Map.of();
            }
        }
        if (meaning != EventAnswer.DELIVERED && !refuses) {
            LOG.warn("{} refused events with status {}; they are passed over", receiver.name(), answer.status());
        }
        refuses = meaning != EventAnswer.DELIVERED;
        failures = 0;
        failingSince = 0;
        return queue.complete(batch);
    }

    /** The delay counts from the start of the attempt: a request that hung until its timeout has waited long enough. */
    private void fail(ForwardedBatch batch, ReceiverAnswer answer, long started) {
        Instant now = Instant.now();
        failures++;
        long delay = RetryDelay.millis(failures, answer.retryAfter(), now, ThreadLocalRandom.current()::nextDouble);
        blockedUntil = delay + (answer.retryAfter() == null ? started : now.toEpochMilli());
        metrics.count(receiver.name(), Outcome.FAILED, batch.events());
        if (failures == 1) {
            failingSince = started;
            LOG.warn("{} answered events with status {}; they are sent again", receiver.name(), answer.status());
        }
    }
}
