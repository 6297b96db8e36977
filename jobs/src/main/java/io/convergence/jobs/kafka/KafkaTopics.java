package io.convergence.jobs.kafka;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Problems;
import io.convergence.jobs.settings.KafkaSettings;
import io.convergence.jobs.settings.TransportOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Queries about topics that are made before a job starts. */
public final class KafkaTopics {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LEADER_POLL = Duration.ofMillis(50);

    private KafkaTopics() {}

    /**
     * The number of partitions of each topic.
     *
     * @throws InvalidSettings with every topic that does not exist, or when the broker does not answer within 15 s (or
     *     the clients' {@code default.api.timeout.ms})
     */
    public static Map<String, Integer> partitions(KafkaSettings kafka, Collection<String> topics) {
        try (Admin admin = admin(kafka)) {
            return partitions(admin, topics);
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    /**
     * The end offset of each partition, once every partition has a leader; before that, a broker rejects writes. The
     * client repeats the request while a leader is elected, but fails for a new topic that the broker does not know yet.
     *
     * @throws ExecutionException when a broker still does not know a topic after 30 s, or on any other failure
     */
    public static Map<TopicPartition, Long> awaitLeaders(Admin admin, Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        long deadline = System.nanoTime() + LEADER_TIMEOUT.toNanos();
        while (true) {
            try {
                return offsets(admin, latest);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(LEADER_POLL.toNanos());
            }
        }
    }

    /** An admin client that gives up after 15 s, unless the clients' properties set other timeouts. */
    static Admin admin(KafkaSettings kafka) {
        Properties properties = new KafkaConnectors(kafka).properties();
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return Admin.create(properties);
    }

    /** The offset of each partition; -1 where there is no record at or after a requested timestamp. */
    static Map<TopicPartition, Long> offsets(Admin admin, Map<TopicPartition, OffsetSpec> specs)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(specs).all().get().forEach((partition, result) -> offsets.put(partition, result.offset()));
        return offsets;
    }

    private static Map<String, Integer> partitions(Admin admin, Collection<String> topics) {
        Map<String, Integer> partitions = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(topics).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            try {
                partitions.put(
                        answer.getKey(), answer.getValue().get().partitions().size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw unusable(e.getCause() == null ? e : e.getCause());
                }
                missing.add(answer.getKey());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while topics were looked up", e);
            }
        }
        Problems problems = new Problems();
        missing.stream().sorted().forEach(topic -> problems.add("topics.*: the topic '" + topic + "' does not exist"));
        problems.throwIfAny();
        return partitions;
    }

    private static InvalidSettings unusable(Throwable cause) {
        return new InvalidSettings(List.of(
                TransportOptions.BOOTSTRAP_SERVERS.key() + ": topics cannot be looked up: " + cause.getMessage()));
    }
}
