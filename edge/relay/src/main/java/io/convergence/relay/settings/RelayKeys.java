package io.convergence.relay.settings;

import io.convergence.core.settings.KnownKeys;
import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import java.util.Map;

/** Check that every key of the settings is an option of the relay or a property of the Kafka clients. */
final class RelayKeys {
    /** Client properties on which a guarantee of the relay depends, each with that guarantee or what to set instead. */
    private static final Map<String, String> RESERVED = Map.ofEntries(
            Map.entry("kafka.acks", "a delivery counts as recorded when all replicas in sync have it"),
            Map.entry("kafka.enable.idempotence", "it keeps the order of a key over retries"),
            Map.entry("kafka.group.id", "set relay.group"),
            Map.entry("kafka.enable.auto.commit", "topics are read whole at every assignment"),
            Map.entry("kafka.auto.offset.reset", "topics are read whole at every assignment"),
            Map.entry("kafka.isolation.level", "only committed signals are delivered"),
            Map.entry("kafka.max.block.ms", "a delivery must not wait for the broker for long"),
            Map.entry("kafka.transactional.id", "deliveries are recorded one by one"),
            Map.entry("kafka.key.serializer", "keys are bytes"),
            Map.entry("kafka.value.serializer", "values are bytes"),
            Map.entry("kafka.key.deserializer", "keys are bytes"),
            Map.entry("kafka.value.deserializer", "values are bytes"));

    private static final KnownKeys KNOWN = new KnownKeys(
            RelayOptions.all().stream().map(Option::key).toList(), RESERVED, key -> key.startsWith("kafka."));

    private RelayKeys() {}

    /** Adds a problem for every key that is unknown or reserved. */
    static void check(OptionReader reader) {
        KNOWN.check(reader.values().keySet(), reader.problems());
    }
}
