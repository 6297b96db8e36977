package io.convergence.gateway.publish;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.settings.PublishSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Kafka producer with a callback for each record. Thread-safe; only {@link #close} blocks. */
public final class Publisher {
    private static final Duration MIN_SILENCE = Duration.ofSeconds(3);

    private final KafkaProducer<byte[], byte[]> producer;
    private final long maxSilenceNanos;
    private final AtomicLong acknowledgedNanos = new AtomicLong();
    private volatile boolean acknowledged;
    private volatile boolean closing;

    private Publisher(KafkaProducer<byte[], byte[]> producer, Duration maxSilence) {
        this.producer = producer;
        this.maxSilenceNanos = maxSilence.toNanos();
    }

    /**
     * Callback with the result of a record, called by the producer's thread, or by the caller's after an immediate
     * failure.
     */
    @FunctionalInterface
    public interface Acknowledgement {
        /** Receives whether the broker acknowledged the record. */
        void onResult(boolean written);
    }

    /**
     * Creates the producer. The broker need not be reachable yet.
     *
     * @throws InvalidSettings when the producer refuses its properties
     */
    public static Publisher open(PublishSettings settings) {
        Duration beats = settings.heartbeatInterval().multipliedBy(3);
        try {
            return new Publisher(
                    new KafkaProducer<>(
                            ProducerProperties.of(settings), new ByteArraySerializer(), new ByteArraySerializer()),
                    beats.compareTo(MIN_SILENCE) > 0 ? beats : MIN_SILENCE);
        } catch (ConfigException e) {
            throw new InvalidSettings(List.of("kafka: " + e.getMessage()));
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidSettings(List.of("kafka: " + cause.getMessage()));
        }
    }

    /**
     * Whether the broker acknowledged a record within the last three heartbeat intervals, but at least within 3 s.
     * Heartbeats are records too, so the answer does not depend on traffic.
     */
    public boolean isReady() {
        return acknowledged && !closing && System.nanoTime() - acknowledgedNanos.get() < maxSilenceNanos;
    }

    /** Whether the broker has acknowledged a record since the start. */
    public boolean hasBeenReady() {
        return acknowledged;
    }

    /** Writes a record with a key and a timestamp in epoch milliseconds to the partition of its key. */
    public void send(String topic, byte[] key, byte[] value, long timestamp, Acknowledgement acknowledgement) {
        send(topic, null, key, value, timestamp, acknowledgement);
    }

    /** Writes a record with a key and a timestamp in epoch milliseconds to a partition; null for that of its key. */
    public void send(
            String topic,
            @Nullable Integer partition,
            byte[] key,
            byte[] value,
            long timestamp,
            Acknowledgement acknowledgement) {
        send(new ProducerRecord<>(topic, partition, timestamp, key, value), acknowledgement);
    }

    /** Writes a record without a key to one partition, with a timestamp in epoch milliseconds. */
    public void send(String topic, int partition, byte[] value, long timestamp, Acknowledgement acknowledgement) {
        send(new ProducerRecord<>(topic, partition, timestamp, null, value), acknowledgement);
    }

    /**
     * Writes a record without a key to the first partition, with a timestamp in epoch milliseconds.
     *
     * @param onAppendTime receives the time at which the broker appended the record, in epoch milliseconds; not called
     *     when the record fails or the topic does not have append times
     */
    void sendForAppendTime(String topic, byte[] value, long timestamp, LongConsumer onAppendTime) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, timestamp, null, value);
        write(record, (metadata, failure) -> {
            // Without append times the broker acknowledges the timestamp of the record.
            if (failure == null && metadata.timestamp() != timestamp) {
                onAppendTime.accept(metadata.timestamp());
            }
        });
    }

    /**
     * The number of partitions of a topic; 0 while it is not known, in which case the producer asks the broker for it.
     */
    public int partitions(String topic) {
        try {
            List<PartitionInfo> partitions = producer.partitionsFor(topic);
            return partitions.size();
        } catch (TimeoutException e) {
            return 0;
        }
    }

    /** The size of the records that wait for the broker, in bytes. */
    public double bufferedBytes() {
        return metric("buffer-total-bytes") - metric("buffer-available-bytes");
    }

    /** Writes the waiting records and stops; records that are not acknowledged within the time-out fail. */
    public void close(Duration timeout) {
        closing = true;
        producer.close(timeout);
    }

    private void send(ProducerRecord<byte[], byte[]> record, Acknowledgement acknowledgement) {
        try {
            write(record, (metadata, failure) -> acknowledgement.onResult(failure == null));
        } catch (KafkaException | IllegalStateException e) {
            // Most failures reach the callback; the producer throws only when it is closed or cannot continue.
            acknowledgement.onResult(false);
        }
    }

    private void write(ProducerRecord<byte[], byte[]> record, Callback callback) {
        Future<RecordMetadata> unused = producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledgedNanos.set(System.nanoTime());
                acknowledged = true;
            }
            callback.onCompletion(metadata, failure);
        });
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
