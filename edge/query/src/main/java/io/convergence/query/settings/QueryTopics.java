package io.convergence.query.settings;

import io.convergence.core.settings.ClientProperties;
import io.convergence.core.settings.OptionReader;
import java.util.Map;

/**
 * Settings of the Kafka clients.
 *
 * @param definitions topic of OpenSLO documents
 * @param verdicts topic of verdicts
 * @param rejects topic of the numbers of refused requests
 * @param deliveries topic of the latest deliveries to receivers
 * @param events topic of events of the second plane
 * @param dsns topic of DSNs of the second plane
 * @param clients properties of the clients, bootstrap servers among them. They may contain credentials, so the string
 *     form of the settings leaves them out
 */
public record QueryTopics(
        String definitions,
        String verdicts,
        String rejects,
        String deliveries,
        String events,
        String dsns,
        Map<String, String> clients) {
    private static final String SERVERS = "bootstrap.servers";

    public QueryTopics {
        clients = Map.copyOf(clients);
    }

    static QueryTopics read(OptionReader reader, Map<String, String> environment) {
        return new QueryTopics(
                reader.text(QueryOptions.TOPIC_DEFINITIONS),
                reader.text(QueryOptions.TOPIC_VERDICTS),
                reader.text(QueryOptions.TOPIC_REJECTS),
                reader.text(QueryOptions.TOPIC_DELIVERIES),
                reader.text(QueryOptions.TOPIC_EVENTS),
                reader.text(QueryOptions.TOPIC_DSNS),
                ClientProperties.kafka(reader.values(), environment));
    }

    /** Whether there is a broker to read from. */
    public boolean hasBroker() {
        return !clients.getOrDefault(SERVERS, "").isEmpty();
    }

    @Override
    public String toString() {
        return "QueryTopics[definitions=" + definitions + ", verdicts=" + verdicts + ", rejects=" + rejects
                + ", deliveries=" + deliveries + ", events=" + events + ", dsns=" + dsns + "]";
    }
}
