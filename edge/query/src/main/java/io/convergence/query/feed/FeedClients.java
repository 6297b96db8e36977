package io.convergence.query.feed;

import io.convergence.query.settings.QueryTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients: consumers that assign partitions to themselves (https://kafka.apache.org/documentation/#consumerconfigs). */
public final class FeedClients {
    /** How long a call may take when the broker does not answer, in milliseconds. */
    private static final int CALL_MILLIS = 3_000;

    /** The largest batch that a broker takes with its default of {@code message.max.bytes}, nearly. */
    private static final int MAX_BATCH = 1 << 20;

    /** How long the records of a batch may wait for each other, in milliseconds. */
    private static final int BATCH_MILLIS = 2_000;

    private FeedClients() {}

    /** A client that looks up topics. */
    public static Admin newAdmin(QueryTopics topics) {
        return Admin.create(common(topics));
    }

    /** A consumer. An offset that does not exist, such as one of a topic that was created again, becomes the first one. */
    public static KafkaConsumer<byte[], byte[]> newConsumer(QueryTopics topics) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("fetch.max.wait.ms", 250);
        properties.put("max.partition.fetch.bytes", 256 << 10);
        properties.put("fetch.max.bytes", 4 << 20);
        properties.putAll(common(topics));
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        // A topic is created by its writer, with its own settings.
        properties.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A producer whose records of one partition are sent in one batch, which the broker appends whole or not at all: they
     * wait until {@code flush} is called. A batch has at most a MiB.
     */
    public static KafkaProducer<byte[], byte[]> newProducer(QueryTopics topics) {
        Map<String, Object> properties = new HashMap<>(common(topics));
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.put("max.block.ms", CALL_MILLIS);
        properties.put("batch.size", MAX_BATCH);
        properties.put("linger.ms", BATCH_MILLIS);
        properties.put("request.timeout.ms", CALL_MILLIS - 500);
        properties.put("delivery.timeout.ms", BATCH_MILLIS + CALL_MILLIS);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> common(QueryTopics topics) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("client.id", "convergence-query");
        properties.put("default.api.timeout.ms", CALL_MILLIS);
        properties.put("request.timeout.ms", CALL_MILLIS - 500);
        properties.put("reconnect.backoff.max.ms", 500);
        properties.put("metadata.max.age.ms", 30_000);
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", "false");
        properties.putAll(topics.clients());
        return properties;
    }

    /** The partitions of a topic; none when there is no such topic. */
    static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
