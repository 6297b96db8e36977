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
 * Reads the signals of one tenant as an alert router does, {@code read_committed}, and notes when it had each: in a
 * thread of its own until closed, with the client's defaults for how long a fetch waits.
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

    /** Starts to read from the beginning. */
    static SignalWatch start(String bootstrapServers, String tenant) {
        SignalWatch watch = new SignalWatch(bootstrapServers, tenant);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** The signals so far, in the order they were read. */
    List<SeenSignal> seen() {
        return List.copyOf(seen);
    }

    /** How many hosts have a signal. */
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
                messages.forEach(message -> note(json.members(message.value()), readAt));
            }
        } catch (WakeupException e) {
            // Closed.
        }
    }

    private void note(Map<String, String> signal, long readAt) {
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
