package io.convergence.jobs.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka is read and written.
 *
 * @param clients properties of every client, bootstrap servers among them; may hold credentials, so never shown
 * @param group consumer group
 * @param startingOffsets where reading begins without a savepoint
 * @param startingTime the Kafka timestamp at which that is, or null unless it is by time
 * @param stoppingTime the Kafka timestamp at which reading ends, exclusive, or null when it never does
 * @param discoveryMillis how often new partitions are looked for; 0 is never
 * @param delivery what readers of the output can rely on
 * @param transactionTimeoutMillis how long a transaction outlives its job
 * @param transactionPrefix prefix of transactional ids
 */
public record KafkaSettings(
        Map<String, String> clients,
        String group,
        StartingOffsets startingOffsets,
        @Nullable Instant startingTime,
        @Nullable Instant stoppingTime,
        long discoveryMillis,
        Delivery delivery,
        long transactionTimeoutMillis,
        String transactionPrefix) {

    private static final String PREFIX = "kafka.";

    /** Credentials of the clients, by the environment variable that holds them. */
    private static final Map<String, String> CREDENTIALS = Map.of(
            "CONVERGENCE_KAFKA_SASL_JAAS_CONFIG", "sasl.jaas.config",
            "CONVERGENCE_KAFKA_SSL_KEY_PASSWORD", "ssl.key.password",
            "CONVERGENCE_KAFKA_SSL_KEYSTORE_PASSWORD", "ssl.keystore.password",
            "CONVERGENCE_KAFKA_SSL_TRUSTSTORE_PASSWORD", "ssl.truststore.password");

    public KafkaSettings {
        clients = Map.copyOf(clients);
    }

    /**
     * Checks that transactions live long enough to be committed.
     *
     * @param checkpointIntervalMillis distance between two checkpoints, 0 or less without checkpoints
     * @param checkpointTimeoutMillis longest time a checkpoint may take
     * @throws InvalidSettings when no checkpoint would commit a transaction, or only after it has timed out: its records
     *     would be lost
     */
    public void requireCheckpoints(long checkpointIntervalMillis, long checkpointTimeoutMillis) {
        if (delivery != Delivery.EXACTLY_ONCE) {
            return;
        }
        List<String> problems = new ArrayList<>();
        if (checkpointIntervalMillis <= 0) {
            problems.add("execution.checkpointing.interval: exactly-once delivery needs checkpoints, which commit its "
                    + "transactions; set an interval, or delivery.guarantee to at-least-once");
        } else if (transactionTimeoutMillis <= checkpointIntervalMillis + checkpointTimeoutMillis) {
            problems.add(TransportOptions.TRANSACTION_TIMEOUT.key() + ": " + transactionTimeoutMillis
                    + " ms is not longer than execution.checkpointing.interval and execution.checkpointing.timeout "
                    + "together, " + checkpointIntervalMillis + " ms and " + checkpointTimeoutMillis + " ms");
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
    }

    /** The same for a replay: its span is read, under a group and with transactions of its own. */
    KafkaSettings of(ReplaySettings replay) {
        return new KafkaSettings(
                clients,
                replay.name(group),
                StartingOffsets.TIMESTAMP,
                replay.readFrom(),
                replay.readUntil(),
                discoveryMillis,
                delivery,
                transactionTimeoutMillis,
                replay.name(transactionPrefix));
    }

    @Override
    public String toString() {
        return "KafkaSettings[group=" + group + ", delivery=" + delivery + "]";
    }

    static KafkaSettings read(OptionReader reader, Map<String, String> environment) {
        reader.required(TransportOptions.BOOTSTRAP_SERVERS);
        Map<String, String> clients = Prefixed.of(reader.given(), PREFIX);
        CREDENTIALS.forEach((variable, key) -> {
            if (environment.containsKey(variable)) {
                clients.put(key, environment.get(variable));
            }
        });
        StartingOffsets offsets = reader.value(TransportOptions.STARTING_OFFSETS);
        return new KafkaSettings(
                clients,
                reader.required(TransportOptions.SOURCE_GROUP),
                offsets,
                startingTime(reader, offsets),
                null,
                reader.millis(TransportOptions.PARTITION_DISCOVERY, Duration.ZERO, Duration.ofDays(1)),
                reader.value(TransportOptions.DELIVERY_GUARANTEE),
                reader.millis(TransportOptions.TRANSACTION_TIMEOUT, Duration.ofSeconds(10), Duration.ofDays(1)),
                reader.required(TransportOptions.TRANSACTION_PREFIX));
    }

    private static @Nullable Instant startingTime(OptionReader reader, StartingOffsets offsets) {
        boolean isByTime = offsets == StartingOffsets.TIMESTAMP;
        boolean isGiven = reader.text(TransportOptions.STARTING_TIME) != null;
        reader.check(
                isGiven || !isByTime,
                TransportOptions.STARTING_TIME,
                "a value is required with source.starting-offsets = timestamp");
        reader.check(
                isByTime || !isGiven,
                TransportOptions.STARTING_TIME,
                "means nothing with source.starting-offsets = " + offsets + "; set that to timestamp");
        reader.check(
                !isByTime || reader.text(ReplayOptions.EPOCH) == null,
                TransportOptions.STARTING_OFFSETS,
                "a replay begins at replay.from less replay.warm-up");
        return reader.instant(TransportOptions.STARTING_TIME);
    }
}
