package io.convergence.local.system;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker and controller (KRaft) in this process, on the loopback address. It can be stopped and started
 * again with the same data and port; its data is deleted on close. Not safe for use by several threads at once.
 *
 * <p>Tuned for one node: every internal topic has one replica and few partitions, groups do not wait for members, and
 * records may carry any timestamp, because a replay stamps each record with its own event time.
 */
public final class EmbeddedKafka implements AutoCloseable {
    /** Largest record the broker takes, in bytes; far above what the job admits, so that the job gets to refuse it. */
    static final int MAX_RECORD_BYTES = 20 << 20;

    private static final int NODE = 1;

    private final Path directory;
    private final int port;
    private final Map<String, String> properties;
    private @Nullable KafkaRaftServer server;

    private EmbeddedKafka(Path directory, int port, int controllerPort) {
        this.directory = directory;
        this.port = port;
        this.properties = properties(directory, port, controllerPort);
    }

    /**
     * Formats the directory and starts a broker on it.
     *
     * @param directory for the data; made when it does not exist
     * @param port to listen on, or 0 for a free one
     */
    public static EmbeddedKafka start(Path directory, int port) {
        EmbeddedKafka kafka = new EmbeddedKafka(directory, FreePort.orAny(port), FreePort.orAny(0));
        kafka.format();
        kafka.start();
        return kafka;
    }

    /** The address for clients, as {@code host:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Whether the broker runs. */
    public boolean isRunning() {
        return server != null;
    }

    /** Starts the broker after a stop; no effect while it runs. */
    public void start() {
        if (server == null) {
            KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            starting.startup();
            server = starting;
        }
    }

    /** Stops the broker and keeps its data; no effect while it is stopped. */
    public void stop() {
        KafkaRaftServer stopping = server;
        if (stopping != null) {
            server = null;
            stopping.shutdown();
            stopping.awaitShutdown();
        }
    }

    @Override
    public void close() {
        stop();
        RunDirectory.delete(directory);
    }

    private void format() {
        try (PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("could not format the broker's directory " + directory, e);
        }
    }

    private static Map<String, String> properties(Path directory, int port, int controllerPort) {
        Map<String, String> map = new HashMap<>();
        map.put("process.roles", "broker,controller");
        map.put("node.id", String.valueOf(NODE));
        map.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
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
        map.put("transaction.state.log.replication.factor", "1");
        map.put("transaction.state.log.min.isr", "1");
        map.put("transaction.state.log.num.partitions", "4");
        map.put("min.insync.replicas", "1");
        map.put("group.initial.rebalance.delay.ms", "0");
        map.put("log.message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
        map.put("message.max.bytes", String.valueOf(MAX_RECORD_BYTES));
        map.put("num.network.threads", "2");
        map.put("num.io.threads", "4");
        map.put("num.recovery.threads.per.data.dir", "1");
        map.put("log.cleaner.dedupe.buffer.size", String.valueOf(16L << 20));
        map.put("metric.reporters", "");
        return map;
    }
}
