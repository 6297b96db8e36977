package io.convergence.kit.kafka;

import io.convergence.kit.process.JvmCommand;
import io.convergence.kit.process.JvmProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a Kafka broker as a child process, as {@code kafka-server-start} does. */
public final class BrokerProcess {
    private BrokerProcess() {}

    /**
     * Starts the broker of a formatted node; returns at once.
     *
     * @param classpath jars with the Kafka server and a log4j configuration
     * @param options further options of the JVM
     * @param logs directory of the output file
     */
    public static JvmProcess start(BrokerNode node, List<Path> classpath, List<String> options, Path logs) {
        List<String> all = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        all.addAll(options);
        return JvmProcess.start(
                "kafka",
                new JvmCommand(
                        "kafka.Kafka",
                        classpath,
                        all,
                        List.of(node.propertiesFile().toString())),
                logs);
    }
}
