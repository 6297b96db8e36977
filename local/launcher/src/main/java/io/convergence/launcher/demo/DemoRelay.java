package io.convergence.launcher.demo;

import io.convergence.launcher.command.Console;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import io.convergence.relay.Relay;
import io.convergence.relay.settings.RelaySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The demonstration's relay, which sends every signal to an Alertmanager.
 *
 * @param alertmanager address of the Alertmanager
 * @param management address of the relay's health, readiness and metrics
 */
public record DemoRelay(URI alertmanager, URI management) {
    private static final String ROUTES = """
            receivers:
              - {name: alertmanager, type: alertmanager, urls: ["%s"]}
            routes:
              - {tenant: "*", to: [alertmanager]}
            """;

    /**
     * Starts a relay over existing topics; the teardown closes it.
     *
     * @param alertmanager http or https address of an Alertmanager, which need not be reachable yet
     */
    public static DemoRelay start(String bootstrapServers, URI alertmanager, RunDirectory run, Teardown teardown)
            throws IOException {
        Path routes = Files.writeString(run.of("routes.yaml"), ROUTES.formatted(alertmanager));
        Relay relay = teardown.add(Relay.start(
                RelaySettings.from(
                        Map.of(
                                "kafka.bootstrap.servers",
                                bootstrapServers,
                                "routes.file",
                                routes.toString(),
                                "management.port",
                                "0"),
                        Map.of()),
                Map.of()));
        return new DemoRelay(alertmanager, URI.create("http://127.0.0.1:" + relay.managementPort()));
    }

    /** Prints the addresses. */
    void print(Console console) {
        console.line("  Relay     sends every signal to " + alertmanager + ", its metrics " + management + "/metrics");
    }
}
