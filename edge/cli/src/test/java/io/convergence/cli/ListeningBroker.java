package io.convergence.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this process with two listeners on the loopback address: one for clients, set up as the test
 * wants it, and a plain one for the test itself.
 */
final class ListeningBroker implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1:";
    private static final String NODE = "1";

    private final int port = freePort();
    private final int ownPort = freePort();
    private final KafkaRaftServer server;

    private ListeningBroker(Path directory, ListenerSettings listener) {
        Map<String, String> properties = properties(directory, listener, freePort());
        format(directory, listener);
        server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
    }

    /** Starts a broker whose data is in a directory. */
    static ListeningBroker start(Path directory, ListenerSettings listener) {
        return new ListeningBroker(directory, listener);
    }

    /** The address for clients. */
    String address() {
        return LOOPBACK + port;
    }

    /** A client for the test. */
    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", LOOPBACK + ownPort));
    }

    /** Every record of a topic of one partition, in order. */
    List<ConsumerRecord<String, @Nullable String>> records(String topic) {
        List<ConsumerRecord<String, @Nullable String>> records = new ArrayList<>();
        try (KafkaConsumer<String, @Nullable String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", LOOPBACK + ownPort, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** A port of the loopback address that nobody listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void format(Path directory, ListenerSettings listener) {
        try (PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(Integer.parseInt(NODE))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setScramArguments(listener.scramUsers())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("could not format " + directory, e);
        }
    }

    private Map<String, String> properties(Path directory, ListenerSettings listener, int controllerPort) {
        Map<String, String> map = new HashMap<>();
        map.put("process.roles", "broker,controller");
        map.put("node.id", NODE);
        map.put("controller.quorum.voters", NODE + "@" + LOOPBACK + controllerPort);
        String clients = "CLIENTS://" + LOOPBACK + port + ",OWN://" + LOOPBACK + ownPort;
        map.put("listeners", clients + ",CONTROLLER://" + LOOPBACK + controllerPort);
        map.put("advertised.listeners", clients);
        map.put(
                "listener.security.protocol.map",
                "CLIENTS:" + listener.protocol() + ",OWN:PLAINTEXT,CONTROLLER:PLAINTEXT");
        map.put("controller.listener.names", "CONTROLLER");
        map.put("inter.broker.listener.name", "OWN");
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
        listener.properties().forEach((key, value) -> map.put("listener.name.clients." + key, value));
        return map;
    }
}
