package io.convergence.relay.topic;

import io.convergence.relay.settings.RelayTopics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Properties of the Kafka clients (https://kafka.apache.org/documentation/#configuration). */
final class ClientSettings {
    /** How long a write of a delivery may take, in milliseconds; a request to a receiver waits no longer for it. */
    private static final int DELIVERY_MILLIS = 3_000;

    /** Most records of events in memory for a receiver, each of at most 64 KiB. */
    private static final int EVENT_RECORDS = 500;

    private ClientSettings() {}

    private static Map<String, Object> consumer(RelayTopics settings) {
        Map<String, Object> properties = common();
        properties.put("fetch.max.wait.ms", 250);
        properties.put("max.poll.records", 1_000);
        properties.put("session.timeout.ms", 10_000);
        properties.put("heartbeat.interval.ms", 2_000);
        properties.put("default.api.timeout.ms", 10_000);
        properties.putAll(settings.clients());
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        return properties;
    }

    /**
     * A consumer.
     *
     * @param group consumer group, or null for a consumer that assigns partitions to itself
     */
    static KafkaConsumer<byte[], byte[]> newConsumer(RelayTopics settings, @Nullable String group) {
        Map<String, Object> properties = consumer(settings);
        if (group != null) {
            properties.put("group.id", group);
        }
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer of events, in the group of a receiver. */
    static KafkaConsumer<byte[], byte[]> newEventConsumer(RelayTopics settings, String receiver) {
        Map<String, Object> properties = consumer(settings);
        properties.put("max.poll.records", EVENT_RECORDS);
        properties.put("group.id", settings.group() + ".events." + receiver);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Map<String, Object> producer(RelayTopics settings) {
        Map<String, Object> properties = common();
        properties.put("linger.ms", 0);
        properties.putAll(settings.clients());
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.put("max.block.ms", 1_000);
        properties.put("delivery.timeout.ms", DELIVERY_MILLIS);
        properties.put("request.timeout.ms", DELIVERY_MILLIS / 2);
        return properties;
    }

    private static Map<String, Object> common() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("client.id", "convergence-relay");
        properties.put("retry.backoff.ms", 50);
        properties.put("retry.backoff.max.ms", 500);
        properties.put("reconnect.backoff.ms", 50);
        properties.put("reconnect.backoff.max.ms", 500);
        properties.put("metadata.max.age.ms", 30_000);
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", "false");
        return properties;
    }
}
