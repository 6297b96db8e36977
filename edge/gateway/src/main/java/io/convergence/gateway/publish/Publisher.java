package io.convergence.gateway.publish;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.settings.PublishSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records to Kafka and tells when the broker has acknowledged them. Thread-safe; never blocks a caller but
 * {@link #close}.
 */
public final class Publisher {
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(3);

    private final KafkaProducer<byte[], byte[]> producer;
    private final long longestSilenceNanos;
    private final AtomicLong acknowledgedAt = new AtomicLong();
    private volatile boolean acknowledged;
    private volatile boolean closing;

    private Publisher(KafkaProducer<byte[], byte[]> producer, Duration longestSilence) {
        this.producer = producer;
        this.longestSilenceNanos = longestSilence.toNanos();
    }

    /** Told what became of a record, by the producer's thread or, when it is known at once, by the caller's. */
    @FunctionalInterface
    public interface Acknowledgement {
        /** Whether the broker has the record. */
        void done(boolean written);
    }

    /**
     * Sets a producer up. The broker need not be there yet.
     *
     * @throws InvalidSettings when the producer's properties cannot be used
     */
    public static Publisher open(PublishSettings settings) {
        Duration beats = settings.heartbeatInterval().multipliedBy(3);
        try {
            return new Publisher(
                    new KafkaProducer<>(
                            ProducerProperties.of(settings), new ByteArraySerializer(), new ByteArraySerializer()),
                    beats.compareTo(SHORTEST_SILENCE) > 0 ? beats : SHORTEST_SILENCE);
        } catch (ConfigException e) {
            throw new InvalidSettings(List.of("kafka: " + e.getMessage()));
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidSettings(List.of("kafka: " + cause.getMessage()));
        }
    }

    /** Whether the broker has acknowledged something of late; heartbeats see to it that there is something. */
    public boolean isReady() {
        return acknowledged && !closing && System.nanoTime() - acknowledgedAt.get() < longestSilenceNanos;
    }

    /** Writes a record under a key. */
    public void send(String topic, byte[] key, byte[] value, long timestamp, Acknowledgement acknowledgement) {
        send(new ProducerRecord<>(topic, null, timestamp, key, value), acknowledgement);
    }

    /** Writes a record without a key to a partition. */
    public void send(String topic, int partition, byte[] value, long timestamp, Acknowledgement acknowledgement) {
        send(new ProducerRecord<>(topic, partition, timestamp, null, value), acknowledgement);
    }

    /** Partitions of a topic; 0 while they are not known, which asks for them. */
    public int partitions(String topic) {
        try {
            List<PartitionInfo> partitions = producer.partitionsFor(topic);
            return partitions.size();
        } catch (TimeoutException e) {
            return 0;
        }
    }

    /** Bytes of records that wait for the broker. */
    public double bufferedBytes() {
        return metric("buffer-total-bytes") - metric("buffer-available-bytes");
    }

    /** Writes what waits and ends; what is not acknowledged in time is told so. */
    public void close(Duration patience) {
        closing = true;
        producer.close(patience);
    }

    private void send(ProducerRecord<byte[], byte[]> record, Acknowledgement acknowledgement) {
        try {
            Future<RecordMetadata> unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledgedAt.set(System.nanoTime());
                    acknowledged = true;
                }
                acknowledgement.done(failure == null);
            });
        } catch (KafkaException | IllegalStateException e) {
            // The producer tells most failures to the callback; it throws when it is closed or cannot go on.
            acknowledgement.done(false);
        }
    }

    private double metric(String name) {
        for (Metric metric : producer.metrics().values()) {
            if (metric.metricName().name().equals(name) && metric.metricValue() instanceof Number number) {
                return number.doubleValue();
            }
        }
        return 0;
    }
}
