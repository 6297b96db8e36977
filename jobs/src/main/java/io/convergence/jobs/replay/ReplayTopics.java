package io.convergence.jobs.replay;

import io.convergence.jobs.kafka.KafkaTopics;
import io.convergence.jobs.settings.InvalidSettings;
import io.convergence.jobs.settings.KafkaSettings;
import io.convergence.jobs.settings.ReplayOptions;
import io.convergence.jobs.settings.ReplaySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The output topics of a replay: like the live ones, each with the partitions, replicas and configuration of its model.
 * Records are stamped when they are written, not with their event time, or the broker would drop those of a day beyond
 * retention at once.
 */
final class ReplayTopics {
    private static final Duration LEADER_WAIT = Duration.ofSeconds(30);
    private static final Duration LEADER_POLL = Duration.ofMillis(50);

    private final Admin admin;
    private final ReplaySettings replay;

    private ReplayTopics(Admin admin, ReplaySettings replay) {
        this.admin = admin;
        this.replay = replay;
    }

    /**
     * Creates those that do not exist.
     *
     * @param live the topics that are the models
     * @param claimed whether the epoch has a replay, so that its topics may hold records
     * @throws InvalidSettings when one cannot be created, or holds records that are not of this replay
     */
    static void create(KafkaSettings kafka, ReplaySettings replay, List<String> live, boolean claimed) {
        try (Admin admin = KafkaTopics.admin(kafka)) {
            new ReplayTopics(admin, replay).create(live, claimed);
        } catch (ExecutionException e) {
            throw problem("its topics cannot be created: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        } catch (KafkaException e) {
            throw problem("its topics cannot be created: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        }
    }

    private void create(List<String> live, boolean claimed) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> models =
                admin.describeTopics(live).allTopicNames().get();
        Set<String> existing = new HashSet<>(admin.listTopics().names().get());
        List<NewTopic> missing = new ArrayList<>();
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicDescription model : models.values()) {
            String name = replay.topic(model.name());
            for (int partition = 0; partition < model.partitions().size(); partition++) {
                partitions.add(new TopicPartition(name, partition));
            }
            if (!existing.contains(name)) {
                short replicas = (short) model.partitions().get(0).replicas().size();
                missing.add(
                        new NewTopic(name, model.partitions().size(), replicas).configs(configuration(model.name())));
            }
        }
        admin.createTopics(missing).all().get();
        Map<TopicPartition, Long> ends = awaitLeaders(partitions);
        if (!claimed) {
            refuseRecords(ends);
        }
    }

    /** What was set for a topic, but for the times of its records. */
    private Map<String, String> configuration(String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> set = new TreeMap<>();
        for (Config config :
                admin.describeConfigs(List.of(resource)).all().get().values()) {
            for (ConfigEntry entry : config.entries()) {
                if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG && entry.value() != null) {
                    set.put(entry.name(), entry.value());
                }
            }
        }
        set.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        return set;
    }

    private void refuseRecords(Map<TopicPartition, Long> ends) {
        List<String> filled = ends.entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .map(end -> end.getKey().topic())
                .distinct()
                .sorted()
                .toList();
        if (!filled.isEmpty()) {
            throw problem(
                    "the topics " + filled + " hold records of another replay; delete them, or name another epoch");
        }
    }

    /** The ends of partitions, once the broker leads them all: until then it refuses writes. */
    private Map<TopicPartition, Long> awaitLeaders(List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
        partitions.forEach(partition -> questions.put(partition, OffsetSpec.latest()));
        long deadline = System.nanoTime() + LEADER_WAIT.toNanos();
        while (true) {
            try {
                Map<TopicPartition, Long> ends = new HashMap<>();
                for (Map.Entry<TopicPartition, ListOffsetsResultInfo> answer :
                        admin.listOffsets(questions).all().get().entrySet()) {
                    ends.put(answer.getKey(), answer.getValue().offset());
                }
                return ends;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(LEADER_POLL.toNanos());
            }
        }
    }

    private static InvalidSettings problem(String problem) {
        return new InvalidSettings(List.of(ReplayOptions.EPOCH.key() + ": " + problem));
    }
}
