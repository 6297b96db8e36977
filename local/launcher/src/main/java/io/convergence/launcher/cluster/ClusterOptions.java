package io.convergence.launcher.cluster;

import io.convergence.cli.command.UsageException;
import io.convergence.launcher.command.Arguments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a cluster for people runs.
 *
 * @param taskManagers how many
 * @param slots of each
 * @param minutes how long it runs, or 0 until it is stopped
 * @param seed equal seeds make equal traffic
 * @param uiPort of the Flink web UI, or 0 for a free one
 * @param kafkaPort of the broker, or 0 for a free one
 * @param postgresPort of the database, or 0 for a free one
 */
public record ClusterOptions(
        int taskManagers, int slots, int minutes, long seed, int uiPort, int kafkaPort, int postgresPort) {
    private static final Set<String> NAMES = new LinkedHashSet<>(List.of(
            "--task-managers", "--slots", "--minutes", "--seed", "--ui-port", "--kafka-port", "--postgres-port"));

    /** Two TaskManagers of two slots, on the services' usual ports where these are free. */
    public static ClusterOptions parse(List<String> line) throws UsageException {
        Arguments arguments = Arguments.parse(line, NAMES);
        return new ClusterOptions(
                (int) arguments.number("--task-managers", 2, 1, 16),
                (int) arguments.number("--slots", 2, 1, 16),
                (int) arguments.number("--minutes", 0, 1, 7 * 24 * 60),
                arguments.number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                arguments.port("--ui-port", 8081),
                arguments.port("--kafka-port", 9092),
                arguments.port("--postgres-port", 5432));
    }
}
