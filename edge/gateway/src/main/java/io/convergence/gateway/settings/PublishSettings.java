package io.convergence.gateway.settings;

import io.convergence.core.settings.ClientProperties;
import io.convergence.core.settings.OptionReader;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of the Kafka producer and of the records that it writes.
 *
 * @param beacons topic of beacons
 * @param results topic of synthetic results
 * @param rejects topic of reject reports
 * @param rejectsInterval interval of reject reports
 * @param heartbeatInterval interval of heartbeats
 * @param timeout most time until a record is acknowledged
 * @param linger how long a record waits for others to share a batch with
 * @param bufferBytes most bytes of records that wait for the broker
 * @param clients properties of the producer, bootstrap servers among them. They may contain credentials, so the string
 *     form of the settings leaves them out
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
                reader.duration(GatewayOptions.REJECTS_INTERVAL, second, Duration.ofHours(1)),
                reader.duration(GatewayOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(100), Duration.ofMinutes(1)),
                reader.duration(GatewayOptions.PUBLISH_TIMEOUT, second, Duration.ofMinutes(5)),
                reader.duration(GatewayOptions.PUBLISH_LINGER, Duration.ZERO, Duration.ofMillis(500)),
                reader.number(GatewayOptions.PUBLISH_BUFFER, 1L << 20, 1L << 40),
                ClientProperties.kafka(reader.values(), environment));
    }

    @Override
    public String toString() {
        return "PublishSettings[beacons=" + beacons + ", results=" + results + ", rejects=" + rejects + "]";
    }
}
