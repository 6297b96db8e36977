package io.convergence.relay;

import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.kafka.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The two topics of a relay on a real broker, for one test. */
final class SignalTopics implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedBroker shared;

    private final String suffix = "-" + NUMBER.incrementAndGet();
    private final KafkaProducer<byte[], byte[]> producer;

    private SignalTopics() {
        List<NewTopic> topics = new ArrayList<>();
        for (String topic : List.of(state(), deliveries())) {
            topics.add(new NewTopic(topic, 2, (short) 1).configs(Map.of("cleanup.policy", "compact")));
        }
        Topics.create(broker().bootstrapServers(), topics);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker().bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static SignalTopics create() {
        return new SignalTopics();
    }

    /** The broker of all tests of this JVM; it ends with the JVM. */
    static synchronized EmbeddedBroker broker() {
        EmbeddedBroker known = shared;
        if (known == null) {
            EmbeddedBroker started = EmbeddedBroker.startTemporary();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "close-kafka"));
            shared = started;
            known = started;
        }
        return known;
    }

    String state() {
        return "signals.state" + suffix;
    }

    String deliveries() {
        return "signals.deliveries" + suffix;
    }

    /** Publishes a signal; returns when the broker has it. */
    void publish(String key, long episode, int sequence, boolean firing, String severity) {
        publish(key, Signals.json(key, episode, sequence, firing, severity));
    }

    /** Publishes a record. */
    void publish(String key, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(state(), key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The latest delivery of every key. */
    Map<String, String> latestDeliveries() {
        Map<String, String> latest = new TreeMap<>();
        new TopicReader(broker().bootstrapServers()).read(deliveries(), message -> {
            String key = new String(message.key(), StandardCharsets.UTF_8);
            if (message.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, new String(message.value(), StandardCharsets.UTF_8));
            }
        });
        return latest;
    }

    /** Options of a relay for a file of routes with this content, with short times. */
    Map<String, String> options(String routes) {
        try {
            Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "routes", ".yaml");
            Files.writeString(file, routes);
            return new TreeMap<>(Map.of(
                    "kafka.bootstrap.servers",
                    broker().bootstrapServers(),
                    "routes.file",
                    file.toString(),
                    "files.poll-interval",
                    "100 ms",
                    "management.port",
                    "0",
                    "topics.signal-state",
                    state(),
                    "topics.deliveries",
                    deliveries(),
                    "relay.group",
                    "relay" + suffix,
                    "chat.bundle",
                    "500 ms",
                    "send.timeout",
                    "1 s",
                    "kafka.group.instance.id",
                    "relay" + suffix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
