package io.convergence.launcher.demo;

import io.convergence.cli.command.UsageException;
import io.convergence.launcher.command.Arguments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How the demonstration runs.
 *
 * @param seed equal seeds make equal traffic
 * @param minutes how long it is live, or 0 until it is stopped
 * @param uiPort of the Flink web UI, or 0 for a free one
 * @param kafkaPort of the broker, or 0 for a free one
 * @param postgresPort of the database, or 0 for a free one
 * @param gatewayPort of the gateway, or 0 for a free one
 * @param shopPort of the shop page, or 0 for a free one
 */
public record DemoOptions(
        long seed, int minutes, int uiPort, int kafkaPort, int postgresPort, int gatewayPort, int shopPort) {
    private static final Set<String> NAMES = new LinkedHashSet<>(List.of(
            "--seed", "--minutes", "--ui-port", "--kafka-port", "--postgres-port", "--gateway-port", "--shop-port"));

    /** The services' usual ports where these are free. A port that is asked for must be free. */
    public static DemoOptions parse(List<String> line) throws UsageException {
        Arguments arguments = Arguments.parse(line, NAMES);
        return new DemoOptions(
                arguments.number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                (int) arguments.number("--minutes", 0, 1, 7 * 24 * 60),
                arguments.port("--ui-port", 8081),
                arguments.port("--kafka-port", 9092),
                arguments.port("--postgres-port", 5432),
                arguments.port("--gateway-port", 8090),
                arguments.port("--shop-port", 8088));
    }
}
