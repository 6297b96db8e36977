package io.convergence.bench.latency;

import io.convergence.launcher.system.FlatJson;
import io.convergence.launcher.system.LocalTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reader of the signals of one tenant that records when each was read. It reads committed records, as an alert router
 * does, on a thread of its own, with the client's default fetch settings.
 */
final class SignalWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String tenant;
    private final FlatJson json = new FlatJson();
    private final List<SeenSignal> seen = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::follow, "signals");

    private SignalWatch(String bootstrapServers, String tenant) {
        this.tenant = tenant;
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

    /** Starts to read at the beginning of the topic. */
    static SignalWatch start(String bootstrapServers, String tenant) {
        SignalWatch watch = new SignalWatch(bootstrapServers, tenant);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** The signals so far, in the order of reading. */
    List<SeenSignal> seen() {
        return List.copyOf(seen);
    }

    /** The number of hosts with a signal. */
    long hosts() {
        return seen.stream().map(SeenSignal::host).distinct().count();
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
            List<TopicPartition> partitions = consumer.partitionsFor(LocalTopics.SIGNAL_EVENTS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                Iterable<ConsumerRecord<byte[], byte[]>> messages = consumer.poll(POLL);
                long readAt = System.currentTimeMillis();
                messages.forEach(message -> add(json.members(message.value()), readAt));
            }
        } catch (WakeupException e) {
            // The watch was closed.
        }
    }

    private void add(Map<String, String> signal, long readAt) {
        if (tenant.equals(signal.get("tenant"))) {
            seen.add(new SeenSignal(
                    signal.getOrDefault("host", ""),
                    signal.getOrDefault("status", ""),
                    signal.getOrDefault("kind", ""),
                    millis(signal, "occurred_at"),
                    millis(signal, "emitted_at"),
                    readAt));
        }
    }

    private static long millis(Map<String, String> signal, String field) {
        return Instant.parse(signal.getOrDefault(field, "")).toEpochMilli();
    }
}
