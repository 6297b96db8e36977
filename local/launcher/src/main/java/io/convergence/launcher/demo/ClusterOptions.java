package io.convergence.launcher.demo;

import io.convergence.cli.command.UsageException;
import io.convergence.launcher.command.Arguments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Options of {@code convergence cluster}.
 *
 * @param taskManagers number of TaskManagers
 * @param slots slots of each TaskManager
 * @param minutes duration, or 0 to run until it is stopped
 * @param seed seed of the traffic; equal seeds generate equal traffic
 * @param uiPort port of the Flink web UI, or 0 for a free one
 * @param kafkaPort port of the broker, or 0 for a free one
 * @param postgresPort port of the database, or 0 for a free one
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
