package io.convergence.relay.topic;

import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.desired.UnreadableSignalException;
import io.convergence.relay.metrics.RelayMetrics;
import io.convergence.relay.send.Dispatcher;
import io.convergence.relay.settings.RelayTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumer of the topic of signals, on one thread. A partition that is assigned is read whole, after the partition of
 * deliveries of the same number; only then are its signals dispatched, and followed. No offset is ever committed.
 */
public final class SignalFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MILLIS = 500;

    private final RelayTopics settings;
    private final DeliveryTopic deliveries;
    private final RelayMetrics metrics;
    private final Dispatcher dispatcher;
    private final Map<TopicPartition, PartitionLoad> loading = new HashMap<>();
    private final Thread thread = new Thread(this::run, "relay-signals");
    private volatile @Nullable KafkaConsumer<byte[], byte[]> current;
    private volatile boolean closed;
    private volatile boolean ready;
    private volatile long lag;

    private SignalFollower(
            RelayTopics settings, DeliveryTopic deliveries, Dispatcher dispatcher, RelayMetrics metrics) {
        this.settings = settings;
        this.deliveries = deliveries;
        this.dispatcher = dispatcher;
        this.metrics = metrics;
    }

    /** Starts the follower; the broker need not be reachable. */
    public static SignalFollower start(
            RelayTopics settings, DeliveryTopic deliveries, Dispatcher dispatcher, RelayMetrics metrics) {
        SignalFollower follower = new SignalFollower(settings, deliveries, dispatcher, metrics);
        follower.thread.start();
        return follower;
    }

    /** Whether partitions were assigned and all of them have been read whole. */
    public boolean isReady() {
        return ready;
    }

    /** Signals that were not read yet, as of the last answer of the broker. */
    public long lag() {
        return lag;
    }

    /** Leaves the group and ends the thread. */
    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(15).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer = ClientSettings.newConsumer(settings, settings.group())) {
                current = consumer;
                consumer.subscribe(List.of(settings.state()), new Assignment(consumer));
                while (!closed) {
                    consumer.poll(POLL).forEach(this::take);
                    finishLoads(consumer);
                    lag = lagOf(consumer);
                    deliveries.repeat();
                }
            } catch (WakeupException e) {
                // The relay is closing.
            } catch (RuntimeException e) {
                // An exception that ends this thread would end all deliveries.
                ready = false;
                loading.clear();
                LOG.error("the topic of signals cannot be followed; it is tried again", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        byte[] key = message.key();
        if (key == null) {
            return;
        }
        String dedupKey = new String(key, StandardCharsets.UTF_8);
        PartitionLoad load = loading.get(new TopicPartition(message.topic(), message.partition()));
        DesiredSignal signal = null;
        if (message.value() != null) {
            try {
                signal = DesiredSignal.read(message.value());
            } catch (UnreadableSignalException e) {
                metrics.countUnreadable();
                LOG.warn("partition {}, offset {}: {}", message.partition(), message.offset(), e.getMessage());
                return;
            }
        }
        if (load != null) {
            load.take(dedupKey, signal);
        } else if (signal == null) {
            dispatcher.remove(message.partition(), dedupKey);
        } else {
            dispatcher.update(message.partition(), signal);
        }
    }

    /** Dispatches every partition that was read to the end that it had at its assignment. */
    private void finishLoads(KafkaConsumer<byte[], byte[]> consumer) {
        loading.entrySet().removeIf(entry -> {
            TopicPartition partition = entry.getKey();
            PartitionLoad load = entry.getValue();
            if (consumer.position(partition) < load.end()) {
                return false;
            }
            dispatcher.load(partition.partition(), load.signals(), load.deliveries());
            return true;
        });
        ready = !consumer.groupMetadata().memberId().isEmpty() && loading.isEmpty();
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
        private final KafkaConsumer<byte[], byte[]> consumer;

        private Assignment(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                loading.put(
                        partition,
                        new PartitionLoad(
                                ends.getOrDefault(partition, 0L),
                                new HashMap<>(),
                                new DeliveryReader(settings, POLL).latest(partition.partition(), () -> closed)));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                loading.remove(partition);
                dispatcher.revoke(partition.partition());
            }
        }
    }
}
