package io.convergence.jobs.kafka;

import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.InvalidSettings;
import io.convergence.jobs.settings.KafkaSettings;
import io.convergence.jobs.settings.TransportOptions;
import io.convergence.jobs.topology.Uids;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The compacted topic of definitions. It has one partition, so that all definitions have one order. What it holds is
 * read before the job starts, what comes later by the job.
 */
public final class DefinitionSource {
    private static final int ANSWER_MILLIS = 15_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private DefinitionSource() {}

    /**
     * Reads the topic from its first record to its end as it is now.
     *
     * @param partitions how many partitions the topic has
     * @throws InvalidSettings when it has more than one, or cannot be read to its end within a minute
     */
    public static InitialDefinitions read(KafkaSettings kafka, String topic, int partitions) {
        if (partitions != 1) {
            throw problem("the topic '" + topic + "' has " + partitions
                    + " partitions; definitions need a topic of one, which keeps them in one order");
        }
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer, new TopicPartition(topic, 0));
        } catch (KafkaException e) {
            throw problem("the topic '" + topic + "' cannot be read: " + e.getMessage());
        }
    }

    /**
     * Adds the source of the topic to a job. Without a savepoint it begins at the first record: what was read before
     * the start comes again and is known by its offset. It holds event time back nowhere. A replay reads no further than
     * what was read before the start: its definitions are a fixed set.
     */
    public static DataStream<DefinitionRecord> attach(
            StreamExecutionEnvironment environment, ConvergenceSettings settings, InitialDefinitions initial) {
        return Uids.identify(
                environment
                        .fromSource(
                                new KafkaClients(settings.kafka())
                                        .wholeSource(
                                                settings.topics().definitions(),
                                                new DefinitionSchema(),
                                                initial.throughOffset() + 1),
                                new UntimedWatermarks<>(),
                                "slo-definitions",
                                TypeInformation.of(DefinitionRecord.class))
                        .setParallelism(1),
                "slo-definitions");
    }

    private static InitialDefinitions read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        Map<String, DefinitionRecord> latest = new LinkedHashMap<>();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw problem("the topic '" + partition.topic() + "' was not read to its end, offset " + end
                        + ", within " + LONGEST.toSeconds() + " s");
            }
            consumer.poll(POLL).forEach(record -> {
                DefinitionRecord definition = DefinitionSchema.read(record);
                if (definition != null) {
                    latest.put(definition.key(), definition);
                }
            });
        }
        return new InitialDefinitions(
                consumer.position(partition) - 1,
                latest.values().stream()
                        .sorted(Comparator.comparingLong(DefinitionRecord::offset))
                        .toList());
    }

    private static Properties properties(KafkaSettings kafka) {
        Properties properties = new KafkaClients(kafka).properties();
        properties.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return properties;
    }

    private static InvalidSettings problem(String problem) {
        return new InvalidSettings(List.of(TransportOptions.TOPIC_DEFINITIONS.key() + ": " + problem));
    }
}
