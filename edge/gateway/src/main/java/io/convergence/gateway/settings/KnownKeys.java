package io.convergence.gateway.settings;

import java.util.List;
import java.util.Map;

/** Which keys may be given: our own and what is passed on to the producer. */
final class KnownKeys {
    /** Keys of the producer that decide what is promised, each with why it cannot be given. */
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

    private KnownKeys() {}

    /** Reports every given key that means nothing here or may not be given. */
    static void check(OptionReader reader) {
        List<String> known = GatewayOptions.all().stream().map(Option::key).toList();
        for (String key : reader.given().keySet()) {
            String reserved = RESERVED.get(key);
            if (reserved != null) {
                reader.problem(key + ": cannot be given: " + reserved);
            } else if (!known.contains(key) && !key.startsWith("kafka.")) {
                reader.problem(key + ": no such option");
            }
        }
    }
}
