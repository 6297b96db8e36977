package io.convergence.cli.slo;

import java.util.HashMap;
import java.util.Map;

/** Properties of the Kafka clients that read and write definitions: defaults, replaced by the settings of the user. */
final class DefinitionClients {
    private static final int REQUEST_MILLIS = 5_000;

    private DefinitionClients() {}

    /** The properties of the client that looks up and creates the topic. */
    static Map<String, Object> adminProperties(BrokerOptions.Target target) {
        return properties(target, Map.of("default.api.timeout.ms", DefinitionTopic.CALL_MILLIS));
    }

    /** The properties of the client that reads documents. */
    static Map<String, Object> consumerProperties(BrokerOptions.Target target) {
        return properties(
                target,
                Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "default.api.timeout.ms",
                        DefinitionTopic.CALL_MILLIS));
    }

    /** The properties of the client that publishes documents. */
    static Map<String, Object> producerProperties(BrokerOptions.Target target) {
        return properties(
                target,
                Map.of(
                        "acks",
                        "all",
                        "max.block.ms",
                        DefinitionTopic.CALL_MILLIS,
                        "delivery.timeout.ms",
                        DefinitionTopic.CALL_MILLIS));
    }

    /** The properties of a client: defaults, replaced by the settings of the user. */
    private static Map<String, Object> properties(BrokerOptions.Target target, Map<String, Object> defaults) {
        Map<String, Object> properties = new HashMap<>(defaults);
        properties.put("client.id", "convergence-cli");
        properties.put("request.timeout.ms", REQUEST_MILLIS);
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", "false");
        properties.putAll(target.clients());
        return properties;
    }
}
