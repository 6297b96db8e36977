package io.convergence.jobs.settings;

import io.convergence.core.settings.ClientProperties;
import io.convergence.core.settings.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka is read and written.
 *
 * @param clients properties of every client, with the bootstrap servers; they may contain credentials and must not be
 *     logged
 * @param group consumer group
 * @param startingOffsets where reading begins without a savepoint
 * @param startingTime Kafka timestamp at which reading begins, or null unless {@code startingOffsets} is by timestamp
 * @param stoppingTime Kafka timestamp at which reading ends, exclusive, or null when it never ends
 * @param discoveryMillis interval of the search for new partitions, in milliseconds; 0 means never
 * @param delivery guarantee of the output topics
 * @param transactionTimeoutMillis how long the broker keeps an open transaction, in milliseconds
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

    public KafkaSettings {
        clients = Map.copyOf(clients);
    }

    /** Whether reading ends. */
    public boolean isBounded() {
        return stoppingTime != null;
    }

    /**
     * Checks that transactions live long enough to be committed by a checkpoint; otherwise their records would be lost.
     *
     * @param checkpointIntervalMillis interval of checkpoints, 0 or less without checkpoints
     * @param checkpointTimeoutMillis longest time that a checkpoint may take
     * @throws io.convergence.core.settings.InvalidSettings when delivery is exactly-once and there are no checkpoints, or
     *     a transaction can time out before its checkpoint completes
     */
    public void requireCheckpoints(long checkpointIntervalMillis, long checkpointTimeoutMillis) {
        if (delivery != Delivery.EXACTLY_ONCE) {
            return;
        }
        Problems problems = new Problems();
        if (checkpointIntervalMillis <= 0) {
            problems.add("execution.checkpointing.interval: exactly-once delivery needs checkpoints, which commit its "
                    + "transactions; set an interval, or delivery.guarantee to at-least-once");
        } else {
            problems.check(
                    transactionTimeoutMillis > checkpointIntervalMillis + checkpointTimeoutMillis,
                    TransportOptions.TRANSACTION_TIMEOUT.key() + ": " + transactionTimeoutMillis
                            + " ms is not longer than execution.checkpointing.interval and "
                            + "execution.checkpointing.timeout together, " + checkpointIntervalMillis + " ms and "
                            + checkpointTimeoutMillis + " ms");
        }
        problems.throwIfAny();
    }

    /** The same settings for a replay: its span is read, with a consumer group and transactional ids of its own. */
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

    /** The same settings with a consumer group and transactional ids of their own, which end with a name. */
    KafkaSettings named(String name) {
        return new KafkaSettings(
                clients,
                group + '-' + name,
                startingOffsets,
                startingTime,
                stoppingTime,
                discoveryMillis,
                delivery,
                transactionTimeoutMillis,
                transactionPrefix + '-' + name);
    }

    /** The same settings without transactions: records are visible at once, and some are repeated after a failure. */
    public KafkaSettings atLeastOnce() {
        return new KafkaSettings(
                clients,
                group,
                startingOffsets,
                startingTime,
                stoppingTime,
                discoveryMillis,
                Delivery.AT_LEAST_ONCE,
                transactionTimeoutMillis,
                transactionPrefix);
    }

    static KafkaSettings read(ConfigOptionReader reader, Map<String, String> environment, Set<Branch> branches) {
        reader.required(TransportOptions.BOOTSTRAP_SERVERS);
        StartingOffsets offsets = reader.value(TransportOptions.STARTING_OFFSETS);
        return new KafkaSettings(
                ClientProperties.kafka(reader.values(), environment),
                ofBranches(reader.required(TransportOptions.SOURCE_GROUP), branches),
                offsets,
                startingTime(reader, offsets),
                null,
                reader.millis(TransportOptions.PARTITION_DISCOVERY, Duration.ZERO, Duration.ofDays(1)),
                reader.value(TransportOptions.DELIVERY_GUARANTEE),
                reader.millis(TransportOptions.TRANSACTION_TIMEOUT, Duration.ofSeconds(10), Duration.ofDays(1)),
                ofBranches(reader.required(TransportOptions.TRANSACTION_PREFIX), branches));
    }

    /**
     * A name that differs between two jobs of one deployment that publish one branch each. With equal transactional ids
     * they would abort each other's transactions, and with one group overwrite each other's offsets.
     */
    private static String ofBranches(String name, Set<Branch> branches) {
        return branches.size() == 1 ? name + '-' + branches.iterator().next() : name;
    }

    private static @Nullable Instant startingTime(ConfigOptionReader reader, StartingOffsets offsets) {
        boolean isByTime = offsets == StartingOffsets.TIMESTAMP;
        boolean isSet = reader.text(TransportOptions.STARTING_TIME) != null;
        reader.check(
                isSet || !isByTime,
                TransportOptions.STARTING_TIME,
                "a value is required with source.starting-offsets = timestamp");
        reader.check(
                isByTime || !isSet,
                TransportOptions.STARTING_TIME,
                "has no effect with source.starting-offsets = " + offsets + "; set that to timestamp");
        reader.check(
                !isByTime || reader.text(ReplayOptions.EPOCH) == null,
                TransportOptions.STARTING_OFFSETS,
                "a replay begins at replay.from minus replay.warm-up");
        return reader.instant(TransportOptions.STARTING_TIME);
    }
}
