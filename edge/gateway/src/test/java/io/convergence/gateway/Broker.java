package io.convergence.gateway;

import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** An embedded broker with the gateway's topics, and the records in them as text. */
public final class Broker {
    /** Topic of refusals of a second gateway. */
    public static final String OTHER_REJECTS = "other.rejects";

    /** Partition count of each topic. */
    public static final Map<String, Integer> TOPICS = Map.of(
            "rum.beacons",
            8,
            "rum.events",
            8,
            "rum.dsns",
            1,
            "synthetic.results",
            4,
            "ingest.rejects",
            1,
            OTHER_REJECTS,
            1);

    private static @Nullable Broker shared;

    private final EmbeddedBroker broker;

    private Broker(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /** The broker that all tests of this JVM share; it ends with the JVM. */
    public static synchronized Broker shared() {
        Broker known = shared;
        if (known == null) {
            Broker started = create();
            Runtime.getRuntime().addShutdownHook(new Thread(started.broker::close, "close-kafka"));
            shared = started;
            known = started;
        }
        return known;
    }

    /** A broker for one test class. */
    public static Broker create() {
        EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        Topics.create(
                broker.bootstrapServers(),
                TOPICS.entrySet().stream()
                        .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1)
                                .configs(settings(topic.getKey())))
                        .toList());
        return new Broker(broker);
    }

    /** Settings of a topic: topics of refusals have append times, with which a gateway compares its clock. */
    private static Map<String, String> settings(String topic) {
        return topic.endsWith(".rejects") ? Map.of("message.timestamp.type", "LogAppendTime") : Map.of();
    }

    /** The address for clients. */
    public String address() {
        return broker.bootstrapServers();
    }

    /** Starts the broker again after a stop. */
    public void start() {
        broker.start();
    }

    /** Stops the broker and keeps its data. */
    public void stop() {
        broker.stop();
    }

    /** Stops the broker and deletes its data. */
    public void close() {
        broker.close();
    }

    /** The end offset of each partition of a topic. */
    public Map<TopicPartition, Long> ends(String topic) {
        return new TopicReader(address()).ends(topic);
    }

    /** The records of a topic from given offsets to the end. */
    public List<ConsumerRecord<String, String>> since(Map<TopicPartition, Long> from, String topic) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        new TopicReader(address()).read(topic, from, message -> records.add(text(message)));
        return records;
    }

    /** All records of a topic. */
    public List<ConsumerRecord<String, String>> all(String topic) {
        return since(Map.of(), topic);
    }

    private static ConsumerRecord<String, String> text(ConsumerRecord<byte[], byte[]> message) {
        return new ConsumerRecord<>(
                message.topic(),
                message.partition(),
                message.offset(),
                message.timestamp(),
                message.timestampType(),
                message.serializedKeySize(),
                message.serializedValueSize(),
                text(message.key()),
                text(message.value()),
                message.headers(),
                message.leaderEpoch());
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
