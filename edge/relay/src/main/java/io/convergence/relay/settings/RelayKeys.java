package io.convergence.relay.settings;

import io.convergence.core.settings.KnownKeys;
import java.util.Map;

/** Keys that the settings can have: an option of the relay or a property of the Kafka clients. */
final class RelayKeys {
    /** Client properties on which a guarantee of the relay depends, each with that guarantee or what to set instead. */
    private static final Map<String, String> RESERVED = Map.ofEntries(
            Map.entry("kafka.acks", "a delivery counts as recorded when all replicas in sync have it"),
            Map.entry("kafka.enable.idempotence", "it keeps the order of a key over retries"),
            Map.entry("kafka.group.id", "set relay.group"),
            Map.entry("kafka.enable.auto.commit", "offsets are committed after a delivery, or not at all"),
            Map.entry("kafka.auto.offset.reset", "topics are read from their beginning"),
            Map.entry("kafka.isolation.level", "only committed signals are delivered"),
            Map.entry("kafka.max.block.ms", "a delivery must not wait for the broker for long"),
            Map.entry("kafka.transactional.id", "deliveries are recorded one by one"),
            Map.entry("kafka.key.serializer", "keys are bytes"),
            Map.entry("kafka.value.serializer", "values are bytes"),
            Map.entry("kafka.key.deserializer", "keys are bytes"),
            Map.entry("kafka.value.deserializer", "values are bytes"));

    /** The check of the settings. */
    static final KnownKeys KNOWN = KnownKeys.withKafkaClient(RelayOptions.all(), RESERVED);

    private RelayKeys() {}
}
