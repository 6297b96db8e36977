package io.convergence.query.feed;

import io.convergence.query.settings.QueryTopics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Consumer of every partition of the deliveries, from the beginning, and of the refused requests of the last 24 hours. It
 * commits nothing. For one thread.
 */
final class FollowedTopics implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);

    /** How often new topics and partitions are looked for. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final QueryTopics topics;
    private final TopicRecords records;
    private final Clock clock;

    /** Offset of the next record of each partition; it outlives the consumer, so that no reject is counted twice. */
    private final Map<TopicPartition, Long> positions;

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private @Nullable Instant lookedAt;

    FollowedTopics(QueryTopics topics, TopicRecords records, Map<TopicPartition, Long> positions, Clock clock) {
        this.consumer = FeedClients.newConsumer(topics);
        this.topics = topics;
        this.records = records;
        this.positions = positions;
        this.clock = clock;
    }

    /** Reads what there is; returns whether every partition was read to the end that it had when it was first seen. */
    boolean poll() {
        look();
        if (consumer.assignment().isEmpty()) {
            return true;
        }
        consumer.poll(POLL).forEach(record -> {
            records.take(record);
            positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        });
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        return ends.isEmpty();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void look() {
        Instant now = clock.instant();
        if (lookedAt != null && Duration.between(lookedAt, now).compareTo(LOOK) < 0) {
            return;
        }
        List<TopicPartition> present = new ArrayList<>(FeedClients.partitions(consumer, topics.deliveries()));
        present.addAll(FeedClients.partitions(consumer, topics.rejects()));
        List<TopicPartition> added = present.stream()
                .filter(partition -> !consumer.assignment().contains(partition))
                .toList();
        if (!added.isEmpty()) {
            Map<TopicPartition, Long> starts = starts(added, now);
            ends.putAll(consumer.endOffsets(added));
            consumer.assign(present);
            starts.forEach(consumer::seek);
        }
        lookedAt = now;
    }

    private Map<TopicPartition, Long> starts(List<TopicPartition> added, Instant now) {
        Map<TopicPartition, Long> times = new HashMap<>();
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(added));
        added.stream()
                .filter(partition -> partition.topic().equals(topics.rejects()))
                .forEach(partition ->
                        times.put(partition, now.minus(RejectedRequests.KEPT).toEpochMilli()));
        if (!times.isEmpty()) {
            Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
            Map<TopicPartition, Long> last = consumer.endOffsets(times.keySet());
            times.keySet().forEach(partition -> {
                OffsetAndTimestamp first = found.get(partition);
                starts.put(partition, first == null ? last.getOrDefault(partition, 0L) : first.offset());
            });
        }
        added.forEach(partition -> starts.computeIfPresent(
                partition, (same, start) -> Math.max(start, positions.getOrDefault(partition, 0L))));
        return starts;
    }
}
