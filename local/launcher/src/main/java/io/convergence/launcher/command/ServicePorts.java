package io.convergence.launcher.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the ports of Flink's web UI, broker and database. */
public final class ServicePorts {
    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = {
                "Port of Flink's web UI. Usually 8081. Every usual",
                "port that is in use is replaced by a free one; 0",
                "asks for a free one."
            })
    @Nullable
    Integer uiPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Port of the Kafka broker. Usually 9092.")
    @Nullable
    Integer kafkaPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Port of Postgres. Usually 5432.")
    @Nullable
    Integer postgresPort;

    /** Port of Flink's web UI, or 0 for any free one. */
    public int flink() {
        return PortNumber.orUsual(uiPort, 8081);
    }

    /** Port of the broker, or 0 for any free one. */
    public int kafka() {
        return PortNumber.orUsual(kafkaPort, 9092);
    }

    /** Port of the database, or 0 for any free one. */
    public int postgres() {
        return PortNumber.orUsual(postgresPort, 5432);
    }
}
