package io.convergence.kit.kafka;

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

/** Reads the committed records of a topic, from given offsets to the end that the topic has when the read starts. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);

    /** How often open transactions are checked for their end. */
    private static final Duration SETTLE_POLL = Duration.ofMillis(50);

    /** How long a transaction may stay open after its producer has stopped. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The end offset of each partition of a topic. */
    public Map<TopicPartition, Long> ends(String topic) {
        try (KafkaConsumer<byte[], byte[]> all = consumer("read_uncommitted")) {
            return all.endOffsets(partitions(all, topic));
        }
    }

    /**
     * Reads every committed record of a topic, in order per partition.
     *
     * @throws IllegalStateException when a transaction is still open, so that the records after it cannot be read
     */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        read(topic, Map.of(), records);
    }

    /**
     * Reads every committed record of a topic from given offsets on, in order per partition.
     *
     * @param from first offset by partition; 0 for a partition that is missing
     * @throws IllegalStateException when a transaction is still open, so that the records after it cannot be read
     */
    public void read(String topic, Map<TopicPartition, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaConsumer<byte[], byte[]> committed = consumer("read_committed");
                KafkaConsumer<byte[], byte[]> all = consumer("read_uncommitted")) {
            List<TopicPartition> partitions = partitions(committed, topic);
            Map<TopicPartition, Long> ends = settledEnds(partitions, all, committed);
            committed.assign(partitions);
            committed.seekToBeginning(partitions);
            from.forEach(committed::seek);
            while (partitions.stream().anyMatch(partition -> committed.position(partition) < end(ends, partition))) {
                committed.poll(POLL).forEach(records);
            }
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        return partitions;
    }

    /**
     * The end offsets once no transaction is open. The markers that end a transaction are written a moment after its
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
            LockSupport.parkNanos(SETTLE_POLL.toNanos());
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
