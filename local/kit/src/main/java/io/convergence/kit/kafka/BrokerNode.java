package io.convergence.kit.kafka;

import io.convergence.kit.net.FreePort;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Directory, ports and configuration of a Kafka node that is both broker and controller (KRaft), on the loopback address.
 * The node itself runs in this process ({@link EmbeddedBroker}) or in its own ({@link BrokerProcess}).
 *
 * <p>Tuned for a single node: every internal topic has one replica and few partitions, and groups do not wait for
 * members. Records may carry any timestamp, because a replay gives each record its own event time.
 *
 * @param directory directory of the data
 * @param port port for clients
 * @param controllerPort port of the controller
 * @param listener further listener for clients; null for none
 */
public record BrokerNode(
        Path directory,
        int port,
        int controllerPort,
        @Nullable BrokerListener listener) {
    /** Largest record that the broker accepts, in bytes; far above the job's own limit, so that the job rejects it. */
    public static final int MAX_RECORD_BYTES = 20 << 20;

    private static final int NODE = 1;

    /**
     * Formats a directory for a node.
     *
     * @param directory directory of the data; created when it does not exist
     * @param port port for clients, or 0 for a free one
     */
    public static BrokerNode format(Path directory, int port) {
        return format(directory, port, null);
    }

    /**
     * Formats a directory for a node with a further listener.
     *
     * @param directory directory of the data; created when it does not exist
     * @param port port for clients, or 0 for a free one
     * @param listener further listener for clients; null for none
     */
    static BrokerNode format(Path directory, int port, @Nullable BrokerListener listener) {
        BrokerNode node = new BrokerNode(directory.toAbsolutePath(), FreePort.orAny(port), FreePort.any(), listener);
        node.format();
        return node;
    }

    /** The address for clients, as {@code host:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The file with the node's configuration. */
    public Path propertiesFile() {
        return directory.resolve("server.properties");
    }

    /** The node's configuration. */
    Properties properties() {
        Properties map = new Properties();
        map.put("process.roles", "broker,controller");
        map.put("node.id", String.valueOf(NODE));
        map.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        String clients = "PLAINTEXT://" + bootstrapServers();
        String protocols = "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT";
        if (listener != null) {
            clients += "," + BrokerListener.NAME + "://" + listener.address();
            protocols += "," + BrokerListener.NAME + ":" + listener.protocol();
            String prefix = "listener.name." + BrokerListener.NAME.toLowerCase(Locale.ROOT) + ".";
            listener.properties().forEach((key, value) -> map.put(prefix + key, value));
        }
        map.put("listeners", clients + ",CONTROLLER://127.0.0.1:" + controllerPort);
        map.put("advertised.listeners", clients);
        map.put("listener.security.protocol.map", protocols);
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
        try {
            Files.createDirectories(directory);
            try (Writer writer = Files.newBufferedWriter(propertiesFile(), StandardCharsets.UTF_8)) {
                properties().store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's properties could not be written to " + propertiesFile(), e);
        }
        List<String> command =
                new ArrayList<>(List.of("format", "--config", propertiesFile().toString()));
        command.addAll(List.of("--cluster-id", Uuid.randomUuid().toString()));
        if (listener != null) {
            listener.scramUsers().forEach(user -> command.addAll(List.of("--add-scram", user)));
        }
        try (PrintStream discarded = new PrintStream(PrintStream.nullOutputStream())) {
            if (StorageTool.execute(command.toArray(String[]::new), discarded) != 0) {
                throw new IllegalStateException("could not format the broker's directory " + directory);
            }
        }
    }
}
