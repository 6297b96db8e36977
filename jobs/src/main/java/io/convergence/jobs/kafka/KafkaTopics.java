package io.convergence.jobs.kafka;

import io.convergence.jobs.settings.InvalidSettings;
import io.convergence.jobs.settings.KafkaSettings;
import io.convergence.jobs.settings.TransportOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Which topics there are, asked before a job starts. */
public final class KafkaTopics {
    private static final int TIMEOUT_MILLIS = 15_000;

    private KafkaTopics() {}

    /**
     * The number of partitions of each topic.
     *
     * @throws InvalidSettings naming every topic that does not exist, or the broker that does not answer within 15 s, unless the
     *     clients' {@code default.api.timeout.ms} says otherwise
     */
    public static Map<String, Integer> partitions(KafkaSettings kafka, Collection<String> topics) {
        try (Admin admin = admin(kafka)) {
            return read(admin, topics);
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    /** A client that gives up after 15 s, unless the clients' properties say otherwise. */
    public static Admin admin(KafkaSettings kafka) {
        Properties properties = new KafkaClients(kafka).properties();
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return Admin.create(properties);
    }

    private static Map<String, Integer> read(Admin admin, Collection<String> topics) {
        Map<String, Integer> partitions = new TreeMap<>();
        List<String> problems = new ArrayList<>();
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
                problems.add("topics.*: the topic '" + answer.getKey() + "' does not exist");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while topics were looked up", e);
            }
        }
        if (!problems.isEmpty()) {
            problems.sort(null);
            throw new InvalidSettings(problems);
        }
        return partitions;
    }

    private static InvalidSettings unusable(Throwable cause) {
        return new InvalidSettings(List.of(
                TransportOptions.BOOTSTRAP_SERVERS.key() + ": topics cannot be looked up: " + cause.getMessage()));
    }
}
