package io.convergence.relay.topic;

import io.convergence.relay.metrics.EventsGauges;
import io.convergence.relay.metrics.EventsMetrics;
import io.convergence.relay.routes.EventsReceiver;
import io.convergence.relay.send.EventForwarder;
import io.convergence.relay.settings.RelayTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumer of the topic of events for one receiver, with a consumer group and a thread of its own, so that a receiver that
 * is away holds up no other. An offset is committed once the events before it are delivered or passed over. While events
 * wait the consumer is polled with its partitions paused, so that it stays in its group.
 */
final class EventFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MILLIS = 500;

    private final EventsReceiver receiver;
    private final RelayTopics settings;
    private final Duration timeout;
    private final EventsMetrics metrics;
    private final Thread thread;
    private volatile EventForwarder forwarder;
    private volatile boolean closed;
    private volatile long lag;

    /**
     * Creates a follower that does not run yet.
     *
     * @param timeout maximum time of one request
     */
    EventFollower(EventsReceiver receiver, RelayTopics settings, Duration timeout, EventsMetrics metrics) {
        this.receiver = receiver;
        this.settings = settings;
        this.timeout = timeout;
        this.metrics = metrics;
        this.forwarder = new EventForwarder(receiver, timeout, metrics);
        this.thread = new Thread(this::run, "relay-events-" + receiver.name());
        thread.setDaemon(true);
    }

    /** Starts the thread; the broker need not be reachable. */
    void start() {
        thread.start();
    }

    EventsReceiver receiver() {
        return receiver;
    }

    EventsGauges gauges() {
        return new EventsGauges(receiver.name(), lag, forwarder.waitingMillis());
    }

    /** Leaves the group and ends the thread. A request under way is cancelled; its events are sent again later. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(15).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer = ClientSettings.newEventConsumer(settings, receiver.name())) {
                consumer.subscribe(List.of(settings.events()), new Assignment());
                follow(consumer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // What was read and not committed is read again by the next consumer.
                forwarder.cancel();
                LOG.error("events for {} cannot be followed; it is tried again", receiver.name(), e);
                pause();
                forwarder = new EventForwarder(receiver, timeout, metrics);
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        while (!closed) {
            Duration wait = POLL;
            if (forwarder.isEmpty()) {
                consumer.resume(consumer.paused());
            } else {
                consumer.pause(consumer.assignment());
                wait = Duration.ofMillis(Math.min(POLL.toMillis(), forwarder.millisBlocked()));
            }
            consumer.poll(wait)
                    .forEach(message -> forwarder.add(message.partition(), message.offset(), message.value()));
            commit(consumer, forwarder.advance(POLL));
            lag = lagOf(consumer);
        }
        forwarder.cancel();
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer, Map<Integer, Long> next) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) ->
                offsets.put(new TopicPartition(settings.events(), partition), new OffsetAndMetadata(offset)));
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private static long lagOf(KafkaConsumer<byte[], byte[]> consumer) {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong records = consumer.currentLag(partition);
            sum += records.orElse(0);
        }
        return sum;
    }

    /** Reaction to a new assignment of partitions. */
    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Reading begins at the committed offset.
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> forwarder.revoke(partition.partition()));
        }
    }
}
