package io.convergence.relay.topic;

import io.convergence.relay.delivered.DeliveryJson;
import io.convergence.relay.delivered.RecordedDelivery;
import io.convergence.relay.metrics.RelayMetrics;
import io.convergence.relay.send.DeliveryLog;
import io.convergence.relay.settings.RelayTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writer of the topic of deliveries. What cannot be written is kept, the latest of each key, and written again by {@link
 * #repeat}. Thread-safe.
 */
public final class DeliveryTopic implements DeliveryLog, AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final RelayMetrics metrics;

    /** The latest record of each key that is not acknowledged. */
    private final Map<String, Entry> open = new ConcurrentHashMap<>();

    /** Records whose write failed, by key. */
    private final Map<String, Entry> failed = new ConcurrentHashMap<>();

    private DeliveryTopic(RelayTopics settings, RelayMetrics metrics) {
        this.producer = new KafkaProducer<>(
                ClientSettings.producer(settings), new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = settings.deliveries();
        this.metrics = metrics;
    }

    /** Opens the writer; the broker need not be reachable. */
    public static DeliveryTopic open(RelayTopics settings, RelayMetrics metrics) {
        return new DeliveryTopic(settings, metrics);
    }

    /** A record; the value is null for a removal. Compared by identity. */
    private static final class Entry {
        private final int partition;
        private final byte @Nullable [] value;

        private Entry(int partition, byte @Nullable [] value) {
            this.partition = partition;
            this.value = value;
        }
    }

    @Override
    public void record(int partition, RecordedDelivery delivery) {
        write(delivery.key(), new Entry(partition, DeliveryJson.write(delivery)));
    }

    @Override
    public void remove(int partition, String key) {
        write(key, new Entry(partition, null));
    }

    @Override
    public void await() {
        producer.flush();
    }

    /** Writes again what could not be written, unless there is a later record of the key. */
    public void repeat() {
        for (String key : List.copyOf(failed.keySet())) {
            Entry entry = failed.remove(key);
            if (entry != null && open.get(key) == entry) {
                write(key, entry);
            }
        }
    }

    @Override
    public void close() {
        repeat();
        producer.close(Duration.ofSeconds(5));
    }

    private void write(String key, Entry entry) {
        open.put(key, entry);
        try {
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(topic, entry.partition, key.getBytes(StandardCharsets.UTF_8), entry.value);
            Future<?> unused = producer.send(message, (written, failure) -> {
                if (failure == null) {
                    open.remove(key, entry);
                } else {
                    fail(key, entry);
                }
            });
        } catch (KafkaException e) {
            fail(key, entry);
        }
    }

    private void fail(String key, Entry entry) {
        metrics.countUnsaved();
        if (open.get(key) == entry) {
            failed.put(key, entry);
        }
    }
}
