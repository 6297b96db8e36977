package io.convergence.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** Kafka broker in this process. It can be stopped and started again with the same data and port. */
public final class Broker {
    /** Topic of reject reports of a gateway that runs beside another one. */
    public static final String OTHER_REJECTS = "other.rejects";

    /** Number of partitions by topic. */
    public static final Map<String, Integer> TOPICS =
            Map.of("rum.beacons", 8, "synthetic.results", 4, "ingest.rejects", 1, OTHER_REJECTS, 1);

    private static @Nullable Broker shared;

    private final int port;
    private final Map<String, String> properties;
    private @Nullable KafkaRaftServer server;

    private Broker(Path directory, int port) {
        this.port = port;
        properties = properties(directory, port, freePort());
    }

    /** The broker that all tests of this process share. It stops with the process. */
    public static synchronized Broker shared() {
        if (shared == null) {
            shared = create();
        }
        return shared;
    }

    /** Starts a further broker. */
    public static Broker create() {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "kafka")), "broker");
            Broker broker = new Broker(directory.toAbsolutePath(), freePort());
            broker.format(directory);
            broker.start();
            broker.createTopics();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bootstrap server for clients. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts the broker. */
    public void start() {
        KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        starting.startup();
        server = starting;
    }

    /** Stops the broker; its data stay. */
    public void stop() {
        KafkaRaftServer stopping = server;
        if (stopping != null) {
            server = null;
            stopping.shutdown();
            stopping.awaitShutdown();
        }
    }

    /** The present end offset of each partition of a topic. */
    public Map<TopicPartition, Long> ends(String topic) {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            return consumer.endOffsets(partitions(topic));
        }
    }

    /** Every record of a topic from the given offsets to the present end. */
    public List<ConsumerRecord<String, String>> since(Map<TopicPartition, Long> from, String topic) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
            Map<TopicPartition, Long> to = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < to.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** Every record of a topic. */
    public List<ConsumerRecord<String, String>> all(String topic) {
        return since(Map.of(), topic);
    }

    /** A free port. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", address(), "enable.auto.commit", "false", "metric.reporters", ""),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < TOPICS.getOrDefault(topic, 1); i++) {
            partitions.add(new TopicPartition(topic, i));
        }
        return partitions;
    }

    private static Map<String, String> settings(String topic) {
        return topic.endsWith(".rejects") ? Map.of("message.timestamp.type", "LogAppendTime") : Map.of();
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            admin.createTopics(TOPICS.entrySet().stream()
                            .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1)
                                    .configs(settings(topic.getKey())))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void format(Path directory) {
        try (PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .addDirectory(directory.toAbsolutePath().toString())
                    .setMetadataLogDirectory(directory.toAbsolutePath().toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("could not format " + directory, e);
        }
    }

    private static Map<String, String> properties(Path directory, int port, int controllerPort) {
        Map<String, String> map = new HashMap<>();
        map.put("process.roles", "broker,controller");
        map.put("node.id", "1");
        map.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        map.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        map.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        map.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        map.put("controller.listener.names", "CONTROLLER");
        map.put("inter.broker.listener.name", "PLAINTEXT");
        map.put("log.dirs", directory.toString());
        map.put("metadata.log.dir", directory.toString());
        map.put("auto.create.topics.enable", "false");
        map.put("offsets.topic.replication.factor", "1");
        map.put("offsets.topic.num.partitions", "1");
        map.put("min.insync.replicas", "1");
        map.put("num.network.threads", "2");
        map.put("num.io.threads", "4");
        map.put("log.cleaner.dedupe.buffer.size", String.valueOf(16L << 20));
        map.put("metric.reporters", "");
        return map;
    }
}
