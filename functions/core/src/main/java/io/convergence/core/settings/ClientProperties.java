package io.convergence.core.settings;

import java.util.Map;
import java.util.TreeMap;

/** Properties that settings pass through to a client library, such as the Kafka clients or the Postgres driver. */
public final class ClientProperties {
    private static final String KAFKA = "kafka.";

    /** Property of the Kafka clients by the environment variable that holds its secret. */
    private static final Map<String, String> KAFKA_SECRETS = Map.of(
            "CONVERGENCE_KAFKA_SASL_JAAS_CONFIG", "sasl.jaas.config",
            "CONVERGENCE_KAFKA_SSL_KEY_PASSWORD", "ssl.key.password",
            "CONVERGENCE_KAFKA_SSL_KEYSTORE_PASSWORD", "ssl.keystore.password",
            "CONVERGENCE_KAFKA_SSL_TRUSTSTORE_PASSWORD", "ssl.truststore.password");

    private ClientProperties() {}

    /**
     * Properties of the Kafka clients: all settings that begin with {@code kafka.}, without that prefix, and the secrets of
     * the environment, which replace settings of the same name. The result may contain credentials and must not be logged.
     */
    public static Map<String, String> kafka(Map<String, String> values, Map<String, String> environment) {
        Map<String, String> properties = withPrefix(values, KAFKA);
        KAFKA_SECRETS.forEach((variable, property) -> {
            String secret = environment.get(variable);
            if (secret != null) {
                properties.put(property, secret);
            }
        });
        return properties;
    }

    /** All settings that begin with a prefix, without it. The map is the caller's own. */
    public static Map<String, String> withPrefix(Map<String, String> values, String prefix) {
        Map<String, String> properties = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                properties.put(key.substring(prefix.length()), value);
            }
        });
        return properties;
    }
}
