package io.convergence.jobs.replay;

import io.convergence.jobs.kafka.KafkaTopics;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.InvalidSettings;
import io.convergence.jobs.settings.ReplayOptions;
import io.convergence.jobs.settings.ReplaySettings;
import io.convergence.jobs.settings.TransportOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the topics still hold, and already hold, what a replay reads: asked before it starts, because a replay that
 * silently read less would look like one that found less.
 */
final class ReplayInput {
    private static final long NONE = -1;

    private final Admin admin;
    private final List<TopicPartition> partitions;

    private ReplayInput(Admin admin, List<TopicPartition> partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /**
     * Checks the topics of beacons and synthetic results.
     *
     * @param counts how many partitions each topic has
     * @throws InvalidSettings when retention has dropped where reading begins, or where it ends is not written yet
     */
    static void check(ConvergenceSettings settings, ReplaySettings replay, Map<String, Integer> counts) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic :
                List.of(settings.topics().beacons(), settings.topics().synthetic())) {
            for (int partition = 0; partition < counts.getOrDefault(topic, 0); partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        try (Admin admin = KafkaTopics.admin(settings.kafka())) {
            List<String> problems = new ReplayInput(admin, partitions).problems(replay);
            if (!problems.isEmpty()) {
                throw new InvalidSettings(problems);
            }
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    private List<String> problems(ReplaySettings replay) {
        Map<TopicPartition, Long> first = offsets(OffsetSpec.earliest());
        Map<TopicPartition, Long> begin = offsets(at(replay.readFrom()));
        Map<TopicPartition, Long> end = offsets(at(replay.readUntil()));
        List<String> problems = new ArrayList<>();
        // A partition that begins at offset 0 has lost nothing; another has unless something older is left.
        List<String> shortened = named((partition, offset) -> offset > 0 && offset.equals(begin.get(partition)), first);
        if (!shortened.isEmpty()) {
            problems.add(ReplayOptions.FROM.key() + ": reading begins at " + replay.readFrom()
                    + ", and retention has dropped that of " + shortened
                    + "; begin later, or lower " + ReplayOptions.WARM_UP.key());
        }
        List<String> open = named((partition, offset) -> offset == NONE, end);
        if (!open.isEmpty()) {
            problems.add(ReplayOptions.UNTIL.key() + ": reading ends at " + replay.readUntil()
                    + ", and nothing as late is written yet to " + open + "; end earlier, or start the replay later");
        }
        return problems;
    }

    /** Partitions whose offset has a property, as {@code topic-partition}. */
    private List<String> named(BiPredicate<TopicPartition, Long> property, Map<TopicPartition, Long> offsets) {
        return partitions.stream()
                .filter(partition -> property.test(partition, offsets.getOrDefault(partition, NONE)))
                .map(TopicPartition::toString)
                .toList();
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> questions = new HashMap<>();
        partitions.forEach(partition -> questions.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> answer :
                    admin.listOffsets(questions).all().get().entrySet()) {
                offsets.put(answer.getKey(), answer.getValue().offset());
            }
        } catch (ExecutionException e) {
            throw unusable(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while offsets were looked up", e);
        }
        return offsets;
    }

    private static OffsetSpec at(Instant time) {
        return OffsetSpec.forTimestamp(time.toEpochMilli());
    }

    private static InvalidSettings unusable(Throwable cause) {
        return new InvalidSettings(List.of(
                TransportOptions.BOOTSTRAP_SERVERS.key() + ": offsets cannot be looked up: " + cause.getMessage()));
    }
}
