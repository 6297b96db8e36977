package io.convergence.launcher.demo;

import io.convergence.launcher.system.FlatJson;
import io.convergence.launcher.system.LocalTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Consumer of the job's committed verdicts and signals from the beginning, on its own thread until closed. */
public final class Feed implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<FeedLine> lines;
    private final FlatJson json = new FlatJson();
    private final Thread thread = new Thread(this::follow, "feed");

    private Feed(String bootstrapServers, Consumer<FeedLine> lines) {
        this.lines = lines;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Starts to consume. Lines of one poll are in the order of event time.
     *
     * @param lines takes each verdict change and each signal that fires or resolves
     */
    public static Feed follow(String bootstrapServers, Consumer<FeedLine> lines) {
        Feed feed = new Feed(bootstrapServers, lines);
        feed.thread.setDaemon(true);
        feed.thread.start();
        return feed;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (consumer) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : List.of(LocalTopics.VERDICTS, LocalTopics.SIGNAL_EVENTS)) {
                for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                    partitions.add(new TopicPartition(topic, partition.partition()));
                }
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                List<FeedLine> batch = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    FeedLine line = line(message);
                    if (line != null) {
                        batch.add(line);
                    }
                }
                batch.sort(Comparator.comparingLong(FeedLine::at));
                batch.forEach(lines);
            }
        } catch (WakeupException e) {
            // close() wakes the consumer up to end the thread.
        }
    }

    private @Nullable FeedLine line(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            return null;
        }
        Map<String, String> members = json.members(message.value());
        return message.topic().equals(LocalTopics.VERDICTS) ? FeedLine.verdict(members) : FeedLine.signal(members);
    }
}
