package io.convergence.gateway.settings;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.OptionReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Everything the gateway is told, read once and checked together.
 *
 * @param server where it listens and what it bears
 * @param rum how beacons are taken
 * @param synthetic how synthetic results are taken
 * @param publish where and how records are written
 * @param registryFile file of apps and tokens
 * @param registryPollInterval how often that file is looked at
 */
public record GatewaySettings(
        ServerSettings server,
        RumSettings rum,
        SyntheticSettings synthetic,
        PublishSettings publish,
        Path registryFile,
        Duration registryPollInterval) {

    /**
     * Reads the settings.
     *
     * @param values the value of every key that is set
     * @param environment environment variables: secrets come from nowhere else
     * @throws InvalidSettings with all problems, if there are any
     */
    public static GatewaySettings from(Map<String, String> values, Map<String, String> environment) {
        OptionReader reader = new OptionReader(values);
        GatewayKeys.check(reader);
        GatewaySettings settings = new GatewaySettings(
                ServerSettings.read(reader),
                RumSettings.read(reader, environment),
                SyntheticSettings.read(reader, environment),
                PublishSettings.read(reader, environment),
                Path.of(reader.text(GatewayOptions.REGISTRY_FILE)),
                reader.duration(GatewayOptions.REGISTRY_POLL_INTERVAL, Duration.ofMillis(100), Duration.ofHours(1)));
        reader.problems().throwIfAny();
        return settings;
    }
}
