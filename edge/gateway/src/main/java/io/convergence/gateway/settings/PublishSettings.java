package io.convergence.gateway.settings;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where and how records are written.
 *
 * @param beacons topic of beacons
 * @param results topic of synthetic results
 * @param rejects topic of counts of what was refused
 * @param rejectsInterval distance between two such counts
 * @param heartbeatInterval distance between two heartbeats
 * @param timeout how long a record may take to be acknowledged
 * @param linger how long a record waits for others
 * @param bufferBytes bytes that wait for the broker at once
 * @param clients further properties of the producer, bootstrap servers among them; may hold credentials, never shown
 */
public record PublishSettings(
        String beacons,
        String results,
        String rejects,
        Duration rejectsInterval,
        Duration heartbeatInterval,
        Duration timeout,
        Duration linger,
        long bufferBytes,
        Map<String, String> clients) {

    private static final String PREFIX = "kafka.";

    /** Credentials of the producer, by the environment variable that holds them. */
    private static final Map<String, String> CREDENTIALS = Map.of(
            "CONVERGENCE_KAFKA_SASL_JAAS_CONFIG", "sasl.jaas.config",
            "CONVERGENCE_KAFKA_SSL_KEY_PASSWORD", "ssl.key.password",
            "CONVERGENCE_KAFKA_SSL_KEYSTORE_PASSWORD", "ssl.keystore.password",
            "CONVERGENCE_KAFKA_SSL_TRUSTSTORE_PASSWORD", "ssl.truststore.password");

    public PublishSettings {
        clients = Map.copyOf(clients);
    }

    static PublishSettings read(OptionReader reader, Map<String, String> environment) {
        reader.text(GatewayOptions.BOOTSTRAP_SERVERS);
        Duration second = Duration.ofSeconds(1);
        return new PublishSettings(
                reader.text(GatewayOptions.TOPIC_BEACONS),
                reader.text(GatewayOptions.TOPIC_SYNTHETIC),
                reader.text(GatewayOptions.TOPIC_REJECTS),
                reader.within(GatewayOptions.REJECTS_INTERVAL, second, Duration.ofHours(1)),
                reader.within(GatewayOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(100), Duration.ofMinutes(1)),
                reader.within(GatewayOptions.PUBLISH_TIMEOUT, second, Duration.ofMinutes(5)),
                reader.within(GatewayOptions.PUBLISH_LINGER, Duration.ZERO, Duration.ofMillis(500)),
                reader.within(GatewayOptions.PUBLISH_BUFFER, 1L << 20, 1L << 40),
                clients(reader.given(), environment));
    }

    private static Map<String, String> clients(Map<String, String> given, Map<String, String> environment) {
        Map<String, String> clients = new TreeMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                clients.put(key.substring(PREFIX.length()), value);
            }
        });
        CREDENTIALS.forEach((variable, key) -> {
            if (environment.containsKey(variable)) {
                clients.put(key, environment.get(variable));
            }
        });
        return clients;
    }

    @Override
    public String toString() {
        return "PublishSettings[beacons=" + beacons + ", results=" + results + ", rejects=" + rejects + "]";
    }
}
