package io.convergence.launcher.cluster;

import io.convergence.launcher.system.KafkaNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Kafka broker in a process of its own, as {@code kafka-server-start} runs one. */
public final class BrokerProcess {
    private BrokerProcess() {}

    /**
     * Starts the broker of a node.
     *
     * @param logs directory for what it prints
     */
    public static JvmProcess start(Installation installation, KafkaNode node, Path logs) {
        Path properties = node.directory().resolveSibling("kafka.properties");
        node.writeProperties(properties);
        return JvmProcess.start(
                "kafka",
                new JvmProcess.Command(
                        "kafka.Kafka",
                        installation.everything(),
                        List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dconvergence.log=" + logs.resolve("kafka.log")),
                        List.of(properties.toString()),
                        Map.of()),
                logs);
    }
}
