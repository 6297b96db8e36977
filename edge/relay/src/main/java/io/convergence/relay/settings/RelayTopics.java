package io.convergence.relay.settings;

import io.convergence.core.settings.ClientProperties;
import io.convergence.core.settings.OptionReader;
import java.util.Map;

/**
 * Settings of the Kafka clients.
 *
 * @param state topic of the latest signals
 * @param deliveries topic of the latest deliveries
 * @param events topic of the events of the second plane
 * @param group consumer group of all relays that share the work
 * @param clients properties of the clients, bootstrap servers among them. They may contain credentials, so the string
 *     form of the settings leaves them out
 */
public record RelayTopics(String state, String deliveries, String events, String group, Map<String, String> clients) {

    public RelayTopics {
        clients = Map.copyOf(clients);
    }

    static RelayTopics read(OptionReader reader, Map<String, String> environment) {
        reader.text(RelayOptions.BOOTSTRAP_SERVERS);
        return new RelayTopics(
                reader.text(RelayOptions.TOPIC_STATE),
                reader.text(RelayOptions.TOPIC_DELIVERIES),
                reader.text(RelayOptions.TOPIC_EVENTS),
                reader.text(RelayOptions.GROUP),
                ClientProperties.kafka(reader.values(), environment));
    }

    @Override
    public String toString() {
        return "RelayTopics[state=" + state + ", deliveries=" + deliveries + ", events=" + events + ", group=" + group
                + "]";
    }
}
