package io.convergence.launcher.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what has been committed to topics, from their beginning to their end as it is when the read starts. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);

    /** How long a transaction may stay open after the job has stopped. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Hands over every committed record of a topic, in order per partition.
     *
     * @throws IllegalStateException when a transaction is still open, so that what follows it cannot be read
     */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaConsumer<byte[], byte[]> committed = consumer("read_committed");
                KafkaConsumer<byte[], byte[]> all = consumer("read_uncommitted")) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : committed.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
            Map<TopicPartition, Long> ends = settledEnds(partitions, all, committed);
            committed.assign(partitions);
            committed.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> committed.position(partition) < end(ends, partition))) {
                committed.poll(POLL).forEach(records);
            }
        }
    }

    /**
     * The ends once every transaction is settled: the markers that end a transaction are written a moment after its
     * commit was acknowledged.
     */
    private static Map<TopicPartition, Long> settledEnds(
            List<TopicPartition> partitions,
            KafkaConsumer<byte[], byte[]> all,
            KafkaConsumer<byte[], byte[]> committed) {
        long deadline = System.nanoTime() + SETTLE.toNanos();
        while (true) {
            Map<TopicPartition, Long> ends = all.endOffsets(partitions);
            if (ends.equals(committed.endOffsets(partitions))) {
                return ends;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "a transaction on " + partitions.get(0).topic() + " is still open");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        Long end = ends.get(partition);
        return end == null ? 0 : end;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        isolation,
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        5000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
