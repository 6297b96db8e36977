package io.convergence.gateway.settings;

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
     * @param given every key that was given, with its value
     * @param environment environment variables: secrets come from nowhere else
     * @throws InvalidSettings with all problems, if there are any
     */
    public static GatewaySettings from(Map<String, String> given, Map<String, String> environment) {
        OptionReader reader = new OptionReader(given);
        KnownKeys.check(reader);
        GatewaySettings settings = new GatewaySettings(
                ServerSettings.read(reader),
                RumSettings.read(reader, environment),
                SyntheticSettings.read(reader, environment),
                PublishSettings.read(reader, environment),
                Path.of(reader.text(GatewayOptions.REGISTRY_FILE)),
                reader.within(GatewayOptions.REGISTRY_POLL_INTERVAL, Duration.ofMillis(100), Duration.ofHours(1)));
        reader.finish();
        return settings;
    }
}
