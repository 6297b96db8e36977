package io.convergence.relay;

import io.convergence.core.codec.HeartbeatEncoder;
import io.convergence.kit.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of events with two partitions on a real broker, for one test. */
final class EventTopic implements AutoCloseable {
    /** Number of partitions. */
    static final int PARTITIONS = 2;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long AT = 1_700_000_000_000L;

    private final String name = "rum.events-" + NUMBER.incrementAndGet();
    private final KafkaProducer<byte[], byte[]> producer;

    private EventTopic() {
        String servers = SignalTopics.broker().bootstrapServers();
        Topics.create(servers, List.of(new NewTopic(name, PARTITIONS, (short) 1)));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static EventTopic create() {
        return new EventTopic();
    }

    String name() {
        return name;
    }

    /** The record of an action, in the canonical form. */
    static String event(String id, String tenant, String more) {
        return "{\"v\":1,\"id\":\"" + id + "\",\"tenant\":\"" + tenant
                + "\",\"app\":\"shop\",\"type\":\"action\",\"received_at\":" + AT + ",\"at\":" + AT
                + ",\"session\":\"s-1\",\"host\":\"shop.example\",\"page\":\"/products/:id\",\"name\":\"Größe wählen\""
                + more + "}";
    }

    /** Publishes a record; returns when the broker has it. */
    void publish(int partition, String record) {
        publish(partition, record.getBytes(StandardCharsets.UTF_8));
    }

    /** Publishes a heartbeat; returns when the broker has it. */
    void beat(int partition) {
        publish(partition, HeartbeatEncoder.encode(AT));
    }

    @Override
    public void close() {
        producer.close();
    }

    private void publish(int partition, byte[] record) {
        try {
            producer.send(new ProducerRecord<>(name, partition, null, record)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
