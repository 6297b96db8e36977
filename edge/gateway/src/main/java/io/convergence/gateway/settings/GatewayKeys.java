package io.convergence.gateway.settings;

import io.convergence.core.settings.KnownKeys;
import java.util.Map;

/** Keys that the settings can have: an option of the gateway or a property of the Kafka producer. */
final class GatewayKeys {
    /**
     * Producer properties on which a guarantee of the gateway depends, each with that guarantee or what to set instead.
     */
    private static final Map<String, String> RESERVED = Map.ofEntries(
            Map.entry("kafka.acks", "a record counts as written when all replicas in sync have it"),
            Map.entry("kafka.enable.idempotence", "it keeps the order of a key over retries"),
            Map.entry("kafka.max.block.ms", "no thread that serves connections may wait"),
            Map.entry("kafka.delivery.timeout.ms", "set publish.timeout"),
            Map.entry("kafka.request.timeout.ms", "set publish.timeout"),
            Map.entry("kafka.linger.ms", "set publish.linger"),
            Map.entry("kafka.buffer.memory", "set publish.buffer-bytes"),
            Map.entry("kafka.transactional.id", "records are visible once they are acknowledged"),
            Map.entry("kafka.partitioner.class", "all records of a host go to one partition"),
            Map.entry("kafka.partitioner.ignore.keys", "all records of a host go to one partition"),
            Map.entry("kafka.key.serializer", "keys are bytes"),
            Map.entry("kafka.value.serializer", "values are bytes"));

    /** The check of the settings. */
    static final KnownKeys KNOWN = KnownKeys.withKafkaClient(GatewayOptions.all(), RESERVED);

    private GatewayKeys() {}
}
