package io.convergence.launcher.system;

import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker and controller (KRaft) in this process, on the loopback address. It can be stopped and started
 * again with the same data and port; its data is deleted on close. Not safe for use by several threads at once.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaNode node;
    private @Nullable KafkaRaftServer server;

    private EmbeddedKafka(KafkaNode node) {
        this.node = node;
    }

    /**
     * Formats the directory and starts a broker on it.
     *
     * @param directory for the data; made when it does not exist
     * @param port to listen on, or 0 for a free one
     */
    public static EmbeddedKafka start(Path directory, int port) {
        EmbeddedKafka kafka = new EmbeddedKafka(KafkaNode.format(directory, port));
        kafka.start();
        return kafka;
    }

    /** The address for clients, as {@code host:port}. */
    public String bootstrapServers() {
        return node.bootstrapServers();
    }

    /** Whether the broker runs. */
    public boolean isRunning() {
        return server != null;
    }

    /** Starts the broker after a stop; no effect while it runs. */
    public void start() {
        if (server == null) {
            KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(node.properties(), false), Time.SYSTEM);
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
        RunDirectory.delete(node.directory());
    }
}
