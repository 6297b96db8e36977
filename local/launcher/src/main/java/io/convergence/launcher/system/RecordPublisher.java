package io.convergence.launcher.system;

import io.convergence.core.codec.HeartbeatEncoder;
import io.convergence.kit.kafka.BrokerNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Producer of canonical records and heartbeats, idempotent and in order per partition. A record that could not be written
 * fails the next call. For use by one thread.
 */
public final class RecordPublisher implements AutoCloseable {
    /** Largest value that can be published, in bytes. */
    public static final int LONGEST_VALUE = 16 << 20;

    private static final int PARTITION_REFRESH_MILLIS = 5_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public RecordPublisher(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        20,
                        "batch.size",
                        256 << 10,
                        "metadata.max.age.ms",
                        PARTITION_REFRESH_MILLIS,
                        "compression.type",
                        "lz4",
                        "buffer.memory",
                        128L << 20,
                        "max.request.size",
                        BrokerNode.MAX_RECORD_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends a record to the partition of its key. */
    public void send(String topic, long timestamp, String key, byte[] value) {
        send(new ProducerRecord<>(topic, null, timestamp, key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Sends a record to one partition, whatever its key. */
    public void sendTo(int partition, String topic, long timestamp, String key, byte[] value) {
        send(new ProducerRecord<>(topic, partition, timestamp, key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Sends a record without a key to one partition. */
    public void sendTo(int partition, String topic, long timestamp, byte[] value) {
        send(new ProducerRecord<>(topic, partition, timestamp, null, value));
    }

    /**
     * Sends a heartbeat to every partition of both input topics: event time has advanced to {@code at}. Partitions that
     * are added get heartbeats within 5 s.
     *
     * @param at epoch milliseconds
     * @return the number of heartbeats
     */
    public int heartbeat(LocalTopics topics, long at) {
        byte[] value = HeartbeatEncoder.encode(at);
        int sent = 0;
        for (String topic : topics.inputs()) {
            int partitions = producer.partitionsFor(topic).size();
            for (int partition = 0; partition < partitions; partition++) {
                sendTo(partition, topic, at, value);
                sent++;
            }
        }
        return sent;
    }

    /** Waits until the broker has acknowledged every record. */
    public void flush() {
        producer.flush();
        refuseAfterFailure();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        refuseAfterFailure();
        Future<RecordMetadata> unused = producer.send(message, (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    private void refuseAfterFailure() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("a record could not be published: " + cause.getMessage(), cause);
        }
    }
}
