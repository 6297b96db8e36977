package io.convergence.kit.kafka;

import io.convergence.kit.files.Directories;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker and controller in this process, on the loopback address. It can be stopped and started again with
 * the same data and port. Closing deletes the data. Not thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final BrokerNode node;
    private @Nullable KafkaRaftServer server;

    private EmbeddedBroker(BrokerNode node) {
        this.node = node;
    }

    /**
     * Formats a directory and starts a broker on it.
     *
     * @param directory directory of the data; created when it does not exist
     * @param port port to listen on, or 0 for a free one
     */
    public static EmbeddedBroker start(Path directory, int port) {
        return start(BrokerNode.format(directory, port));
    }

    /**
     * Formats a directory and starts a broker on it that has a further listener for clients.
     *
     * @param directory directory of the data; created when it does not exist
     */
    public static EmbeddedBroker start(Path directory, BrokerListener listener) {
        return start(BrokerNode.format(directory, 0, listener));
    }

    /** Starts a broker on a free port, with its data in a temporary directory. */
    public static EmbeddedBroker startTemporary() {
        return start(Directories.temporary("convergence-kafka-"), 0);
    }

    /** The address of the plaintext listener, as {@code host:port}. */
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
        Directories.delete(node.directory());
    }

    private static EmbeddedBroker start(BrokerNode node) {
        EmbeddedBroker broker = new EmbeddedBroker(node);
        broker.start();
        return broker;
    }
}
