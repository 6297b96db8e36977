package io.convergence.jobs.kafka;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Problems;
import io.convergence.jobs.settings.KafkaSettings;
import io.convergence.jobs.settings.ReplayOptions;
import io.convergence.jobs.settings.ReplaySettings;
import io.convergence.jobs.settings.TransportOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Check that the input topics contain everything that a replay reads. It is made before the start, because a replay that
 * read less without notice would look like one that found less.
 */
public final class ReplayInput {
    private static final long NO_OFFSET = -1;

    private final Admin admin;
    private final List<TopicPartition> partitions;

    private ReplayInput(Admin admin, List<TopicPartition> partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /**
     * Checks input topics.
     *
     * @param counts number of partitions of each topic
     * @throws InvalidSettings when retention has deleted records at the start of the replay, or when no record at or
     *     after its end has been written yet
     */
    public static void check(
            KafkaSettings kafka, Collection<String> topics, ReplaySettings replay, Map<String, Integer> counts) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            for (int partition = 0; partition < counts.getOrDefault(topic, 0); partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        try (Admin admin = KafkaTopics.admin(kafka)) {
            new ReplayInput(admin, partitions).check(replay);
        } catch (ExecutionException e) {
            throw unusable(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw unusable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while offsets were looked up", e);
        }
    }

    private void check(ReplaySettings replay) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> first = offsets(OffsetSpec.earliest());
        Map<TopicPartition, Long> begin = offsets(at(replay.readFrom()));
        Map<TopicPartition, Long> end = offsets(at(replay.readUntil()));
        Problems problems = new Problems();
        // A partition that begins at offset 0 has lost nothing; any other has, unless it still has an older record.
        List<String> shortened = named((partition, offset) -> offset > 0 && offset.equals(begin.get(partition)), first);
        problems.check(
                shortened.isEmpty(),
                ReplayOptions.FROM.key() + ": reading begins at " + replay.readFrom()
                        + ", and retention has dropped that of " + shortened
                        + "; begin later, or lower " + ReplayOptions.WARM_UP.key());
        List<String> open = named((partition, offset) -> offset == NO_OFFSET, end);
        problems.check(
                open.isEmpty(),
                ReplayOptions.UNTIL.key() + ": reading ends at " + replay.readUntil()
                        + ", and nothing as late is written yet to " + open
                        + "; end earlier, or start the replay later");
        problems.throwIfAny();
    }

    /** The partitions whose offset matches a predicate, as {@code topic-partition}. */
    private List<String> named(BiPredicate<TopicPartition, Long> predicate, Map<TopicPartition, Long> offsets) {
        return partitions.stream()
                .filter(partition -> predicate.test(partition, offsets.getOrDefault(partition, NO_OFFSET)))
                .map(TopicPartition::toString)
                .toList();
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec spec) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, spec));
        return KafkaTopics.offsets(admin, specs);
    }

    private static OffsetSpec at(Instant time) {
        return OffsetSpec.forTimestamp(time.toEpochMilli());
    }

    private static InvalidSettings unusable(Throwable cause) {
        return new InvalidSettings(List.of(
                TransportOptions.BOOTSTRAP_SERVERS.key() + ": offsets cannot be looked up: " + cause.getMessage()));
    }
}
