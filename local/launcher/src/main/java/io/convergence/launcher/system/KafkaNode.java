package io.convergence.launcher.system;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One node that is both broker and controller (KRaft), on the loopback address: where its data is and how it is set up,
 * whatever process runs it.
 *
 * <p>Tuned for one node: every internal topic has one replica and few partitions, groups do not wait for members, and
 * records may carry any timestamp, because a replay stamps each record with its own event time.
 *
 * @param directory for the data
 * @param port for clients
 * @param controllerPort for the controller
 */
public record KafkaNode(Path directory, int port, int controllerPort) {
    /** Largest record the broker takes, in bytes; far above what the job admits, so that the job gets to refuse it. */
    static final int MAX_RECORD_BYTES = 20 << 20;

    private static final int NODE = 1;

    /**
     * Formats a directory for a node.
     *
     * @param directory for the data; made when it does not exist
     * @param port to listen on, or 0 for a free one
     */
    public static KafkaNode format(Path directory, int port) {
        KafkaNode node = new KafkaNode(directory, FreePort.orAny(port), FreePort.orAny(0));
        node.format();
        return node;
    }

    /** The address for clients, as {@code host:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Writes the node's properties to a file, for a process that is given their path. */
    public void writeProperties(Path file) {
        Properties properties = new Properties();
        properties.putAll(properties());
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's properties could not be written to " + file, e);
        }
    }

    /** The properties that a broker is started with. */
    Map<String, String> properties() {
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
}
