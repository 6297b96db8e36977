package io.convergence.relay.send;

import io.convergence.relay.delivered.RecordedDelivery;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.metrics.ReceiverGauges;
import io.convergence.relay.receive.MessageWriter;
import io.convergence.relay.receive.Notice;
import io.convergence.relay.routes.Receiver;
import io.convergence.relay.routes.ReceiverType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery to one receiver, on a thread of its own: one request at a time, so that signals of a key stay in order, and a
 * receiver that is down holds up no other. Critical signals go first, then the oldest.
 */
final class ReceiverLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverLane.class);
    private static final long LONGEST_WAIT = Duration.ofMinutes(1).toMillis();

    private final Receiver receiver;
    private final LaneTools tools;
    private final MessageWriter writer;
    private final Resends resends;
    private final long bundleMillis;
    private final RequestRate rate;
    private final DeliveryResults results;
    private final Map<String, SignalTrack> tracks = new HashMap<>();
    private final Thread thread;
    private boolean closed;
    private int failures;
    private long blockedUntil;

    ReceiverLane(Receiver receiver, MessageWriter writer, LaneTools tools, Duration resend, Duration bundle) {
        this.receiver = receiver;
        this.writer = writer;
        this.tools = tools;
        this.results = new DeliveryResults(receiver.name(), tools, this);
        this.resends = new Resends(receiver.type() == ReceiverType.ALERTMANAGER, resend.toMillis());
        this.bundleMillis = receiver.type().isChat() ? bundle.toMillis() : 0;
        this.rate = new RequestRate(receiver.ratePerMinute());
        this.thread = new Thread(this::run, "relay-" + receiver.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Receiver receiver() {
        return receiver;
    }

    /** Takes over the latest signal of a key. */
    synchronized void put(
            int partition, DesiredSignal signal, @Nullable RecordedDelivery delivered, boolean routed, long now) {
        SignalTrack track = tracks.get(signal.dedupKey());
        if (track == null && !routed && (delivered == null || !delivered.holdsFire())) {
            return;
        }
        if (track == null || track.partition() != partition) {
            track = new SignalTrack(receiver.name(), partition, receiver.type().style(), resends, signal, delivered);
            tracks.put(signal.dedupKey(), track);
        }
        track.update(signal, routed, now);
        notifyAll();
    }

    /** Forgets a key. */
    synchronized void remove(String dedupKey) {
        tracks.remove(dedupKey);
    }

    /** Forgets the keys of a partition. */
    synchronized void removePartition(int partition) {
        tracks.values().removeIf(track -> track.partition() == partition);
    }

    /** The present numbers. */
    synchronized ReceiverGauges gauges(long now) {
        return LaneGauges.of(receiver.name(), tracks.values(), now);
    }

    /** Ends the thread. An open request is cancelled; the relay that takes over the partition sends it again. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            try {
                List<DueNotice> batch = next();
                if (batch.isEmpty()) {
                    return;
                }
                send(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // Without this the receiver would get nothing more.
                LOG.error("{}: a delivery failed", receiver.name(), e);
                block(TimeUnit.SECONDS.toMillis(1));
            }
        }
    }

    /** Waits for notices that are due; none once the lane is closed. */
    private synchronized List<DueNotice> next() throws InterruptedException {
        while (!closed) {
            long now = System.currentTimeMillis();
            long wakeAt = now + LONGEST_WAIT;
            List<DueNotice> due = new ArrayList<>();
            long oldest = Long.MAX_VALUE;
            for (SignalTrack track : tracks.values()) {
                results.withdraw(track, now);
                Notice notice = track.due(now);
                if (notice == null) {
                    wakeAt = Math.min(wakeAt, track.resendAt());
                } else {
                    due.add(new DueNotice(track, notice, track.isPending()));
                    oldest = Math.min(oldest, track.pendingSince());
                }
            }
            long readyAt = Math.max(blockedUntil, oldest == Long.MAX_VALUE ? now : oldest + bundleMillis);
            if (due.isEmpty() || readyAt > now) {
                wait(Math.max(1, due.isEmpty() ? wakeAt - now : readyAt - now));
                continue;
            }
            long rateWait = rate.take();
            if (rateWait > 0) {
                wait(Math.max(1, rateWait));
                continue;
            }
            due.sort(DueNotice.ORDER);
            return List.copyOf(due.subList(0, Math.min(writer.batchSize(), due.size())));
        }
        return List.of();
    }

    private void send(List<DueNotice> batch) throws InterruptedException {
        results.recordIntents(batch);
        Instant now = Instant.now();
        List<Notice> notices = batch.stream().map(DueNotice::notice).toList();
        ReceiverAnswer answer = tools.sender().send(writer.write(notices, now));
        if (answer.isDelivered()) {
            succeed();
            results.accept(batch, answer.status());
        } else if (answer.isRefused() && batch.size() > 1) {
            // One of them is refused; the halves show which.
            send(batch.subList(0, batch.size() / 2));
            send(batch.subList(batch.size() / 2, batch.size()));
        } else if (answer.isRefused()) {
            results.refuse(batch.get(0), answer.status());
        } else {
            fail(batch, answer, now.toEpochMilli());
        }
    }

    private synchronized void succeed() {
        failures = 0;
    }

    /** The delay counts from the start of the attempt: a request that hung until its timeout has waited long enough. */
    private synchronized void fail(List<DueNotice> batch, ReceiverAnswer answer, long started) {
        long now = System.currentTimeMillis();
        batch.forEach(due -> due.track().fail(due.notice(), answer.isDoubtful(), now));
        failures++;
        long delay = RetryDelay.millis(
                failures, answer.retryAfter(), Instant.ofEpochMilli(now), ThreadLocalRandom.current()::nextDouble);
        blockedUntil = delay + (answer.retryAfter() == null ? started : now);
        tools.metrics().countDeliveries(receiver.name(), "failed", batch.size());
        if (failures == 1) {
            LOG.warn("{} answered with status {}; it is tried again", receiver.name(), answer.status());
        }
    }

    private synchronized void block(long millis) {
        blockedUntil = System.currentTimeMillis() + millis;
    }
}
