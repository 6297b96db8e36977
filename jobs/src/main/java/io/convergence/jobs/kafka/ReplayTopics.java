package io.convergence.jobs.kafka;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.jobs.settings.KafkaSettings;
import io.convergence.jobs.settings.ReplayOptions;
import io.convergence.jobs.settings.ReplaySettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The output topics of a replay. Each has the partitions, replicas and configuration of the corresponding live topic,
 * except that Kafka timestamps are the time of writing: by their event time, the broker would delete records that are
 * older than the retention at once.
 */
public final class ReplayTopics {
    private final Admin admin;
    private final ReplaySettings replay;

    private ReplayTopics(Admin admin, ReplaySettings replay) {
        this.admin = admin;
        this.replay = replay;
    }

    /**
     * Creates the topics that do not exist.
     *
     * @param live the live topics that correspond to them
     * @param claimed whether the schema of this replay exists, so that its topics may contain its records
     * @throws InvalidSettings when a topic cannot be created, or contains records of another replay
     */
    public static void create(KafkaSettings kafka, ReplaySettings replay, List<String> live, boolean claimed) {
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
        Map<TopicPartition, Long> ends = KafkaTopics.awaitLeaders(admin, partitions);
        if (!claimed) {
            refuseRecords(ends);
        }
    }

    /** The configuration that was set for a live topic, with the time of writing as timestamp. */
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

    private static InvalidSettings problem(String problem) {
        return new InvalidSettings(List.of(ReplayOptions.EPOCH.key() + ": " + problem));
    }
}
