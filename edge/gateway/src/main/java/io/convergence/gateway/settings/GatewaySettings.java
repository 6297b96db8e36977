package io.convergence.gateway.settings;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.OptionReader;
import io.convergence.http.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of a gateway, read once at the start. All problems are reported together.
 *
 * @param server addresses and bounds of the HTTP servers
 * @param rum settings of beacons
 * @param synthetic settings of synthetic results
 * @param events settings of the second plane
 * @param publish settings of the Kafka producer and its records
 * @param registryFile file of apps and tokens
 * @param registryPollInterval interval between two checks of that file for a change
 */
public record GatewaySettings(
        ServerSettings server,
        RumSettings rum,
        SyntheticSettings synthetic,
        EventSettings events,
        PublishSettings publish,
        Path registryFile,
        Duration registryPollInterval) {

    /**
     * Reads the settings.
     *
     * @param values the value of every key that is set
     * @param environment environment variables, the only source of secrets
     * @throws InvalidSettings with all problems, if there are any
     */
    public static GatewaySettings from(Map<String, String> values, Map<String, String> environment) {
        OptionReader reader = new OptionReader(values);
        GatewayKeys.KNOWN.check(reader);
        GatewaySettings settings = new GatewaySettings(
                ServerSettings.read(reader, GatewayOptions.SERVER),
                RumSettings.read(reader, environment),
                SyntheticSettings.read(reader, environment),
                EventSettings.read(reader, environment),
                PublishSettings.read(reader, environment),
                Path.of(reader.text(GatewayOptions.REGISTRY_FILE)),
                reader.duration(GatewayOptions.REGISTRY_POLL_INTERVAL, Duration.ofMillis(100), Duration.ofHours(1)));
        reader.problems().throwIfAny();
        return settings;
    }
}
