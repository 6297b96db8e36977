package io.convergence.relay.settings;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.OptionReader;
import io.convergence.http.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of a relay, read once at the start. All problems are reported together.
 *
 * @param management the management port; the relay has no public one
 * @param routesFile file of receivers and routes
 * @param pollInterval interval between two checks of that file for a change
 * @param resend interval at which firing alerts are sent to Alertmanager again
 * @param expires time after which Alertmanager resolves an alert by itself
 * @param bundle time for which signals to a chat receiver are collected
 * @param sendTimeout maximum time of one request
 * @param topics settings of the Kafka clients
 */
public record RelaySettings(
        ServerSettings management,
        Path routesFile,
        Duration pollInterval,
        Duration resend,
        Duration expires,
        Duration bundle,
        Duration sendTimeout,
        RelayTopics topics) {

    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * Reads the settings.
     *
     * @param values the value of every key that is set
     * @param environment environment variables, the only source of secrets
     * @throws InvalidSettings with all problems, if there are any
     */
    public static RelaySettings from(Map<String, String> values, Map<String, String> environment) {
        OptionReader reader = new OptionReader(values);
        RelayKeys.KNOWN.check(reader);
        RelaySettings settings = new RelaySettings(
                management(reader),
                Path.of(reader.text(RelayOptions.ROUTES_FILE)),
                reader.duration(RelayOptions.POLL_INTERVAL, TENTH, HOUR),
                reader.duration(RelayOptions.RESEND, TENTH, HOUR),
                reader.duration(RelayOptions.EXPIRES, TENTH, Duration.ofDays(1)),
                reader.duration(RelayOptions.BUNDLE, Duration.ZERO, HOUR),
                reader.duration(RelayOptions.SEND_TIMEOUT, TENTH, Duration.ofMinutes(5)),
                RelayTopics.read(reader, environment));
        reader.problems()
                .check(
                        settings.expires().compareTo(settings.resend().multipliedBy(2)) >= 0,
                        "alertmanager.expires: must be at least twice alertmanager.resend, or alerts would resolve "
                                + "between two of them");
        reader.problems().throwIfAny();
        return settings;
    }

    private static ServerSettings management(OptionReader reader) {
        String host = reader.text(RelayOptions.MANAGEMENT_HOST);
        int port = reader.number(RelayOptions.MANAGEMENT_PORT, 0, 65_535);
        Duration seconds = Duration.ofSeconds(10);
        return new ServerSettings(host, 0, 1, 1, 8_192, 4_096, seconds, seconds, seconds, seconds, host, port);
    }
}
