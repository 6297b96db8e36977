package io.convergence.launcher.harness;

import io.convergence.gateway.Gateway;
import io.convergence.gateway.settings.GatewaySettings;
import java.nio.file.Path;
import java.util.Map;

/** Gateways that publish events to the topics of a stage. */
public final class StageGateway {
    private StageGateway() {}

    /**
     * Starts a gateway of events alone.
     *
     * @param registry file of its DSNs
     * @param formats value of {@code events.formats}
     */
    public static Gateway start(Stage stage, Path registry, String formats) {
        return Gateway.start(GatewaySettings.from(
                Map.of(
                        "kafka.bootstrap.servers", stage.bootstrapServers(),
                        "registry.file", registry.toString(),
                        "rum.enabled", "false",
                        "events.enabled", "true",
                        "events.formats", formats,
                        "server.port", "0",
                        "management.port", "0"),
                Map.of(
                        "CONVERGENCE_ID_SECRET", "an-id-secret-of-32-characters-xx",
                        "CONVERGENCE_USER_SECRET", "a-user-secret-of-32-characters-x")));
    }
}
