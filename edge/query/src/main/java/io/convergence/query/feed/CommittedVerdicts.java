package io.convergence.query.feed;

import io.convergence.query.settings.QueryTopics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reader of the last records of each partition of verdicts, which have the newest boundary that the job has committed. All
 * other records are left out: there may be many thousands a second. For one thread.
 */
final class CommittedVerdicts implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PARTITIONS = Duration.ofSeconds(30);

    /** Offsets that are read before the end: each writer of a transaction ends it with a marker, which is no record. */
    private static final int TAIL = 64;

    private static final int MOST_POLLS = 10;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final QueryTopics topics;
    private final TopicRecords records;
    private final Clock clock;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private Instant lookedAt = Instant.MIN;
    private Instant assignedAt = Instant.MIN;

    CommittedVerdicts(QueryTopics topics, TopicRecords records, Clock clock) {
        this.consumer = FeedClients.newConsumer(topics);
        this.topics = topics;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Looks at the ends of the partitions, at most once a second.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException when the broker does not answer
     */
    void look() {
        Instant now = clock.instant();
        if (lookedAt.plus(INTERVAL).isAfter(now)) {
            return;
        }
        if (assignedAt.plus(PARTITIONS).isBefore(now) || consumer.assignment().isEmpty()) {
            consumer.assign(FeedClients.partitions(consumer, topics.verdicts()));
            assignedAt = now;
        }
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(consumer.assignment()));
        lookedAt = now;
        ends.entrySet().removeIf(end -> end.getValue().equals(read.put(end.getKey(), end.getValue())));
        readTails(ends);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void readTails(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - TAIL)));
        List<TopicPartition> unchanged = consumer.assignment().stream()
                .filter(partition -> !ends.containsKey(partition))
                .toList();
        consumer.pause(unchanged);
        for (int polls = 0; !ends.isEmpty() && polls < MOST_POLLS; polls++) {
            consumer.poll(POLL).forEach(records::take);
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        }
        consumer.resume(unchanged);
    }
}
