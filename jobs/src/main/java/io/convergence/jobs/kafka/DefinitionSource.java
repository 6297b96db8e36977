package io.convergence.jobs.kafka;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
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
 * Source of the compacted definition topic, which has one partition so that all definitions have one order. The
 * documents that exist at the start are read before the job starts, later ones by the job.
 */
public final class DefinitionSource {
    private static final int REQUEST_TIMEOUT_MILLIS = 15_000;
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private DefinitionSource() {}

    /**
     * The latest record of each key of the topic, from its first record to its current end.
     *
     * @param partitions number of partitions of the topic
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
     * Adds the source of the topic to a job. Without a savepoint it begins at the first record; records that were read
     * before the start are read again, and recognised by their offsets. A replay ends after the initial definitions, so
     * that its set of definitions is fixed.
     */
    public static DataStream<DefinitionRecord> attach(
            StreamExecutionEnvironment environment, KafkaSettings kafka, String topic, InitialDefinitions initial) {
        return Uids.identify(
                environment
                        .fromSource(
                                new KafkaConnectors(kafka)
                                        .sourceFromBeginning(
                                                topic, new DefinitionSchema(), initial.throughOffset() + 1),
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
        long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
        Map<String, DefinitionRecord> latest = new LinkedHashMap<>();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw problem("the topic '" + partition.topic() + "' was not read to its end, offset " + end
                        + ", within " + READ_TIMEOUT.toSeconds() + " s");
            }
            consumer.poll(POLL_TIMEOUT).forEach(record -> {
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
        Properties properties = new KafkaConnectors(kafka).properties();
        properties.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return properties;
    }

    private static InvalidSettings problem(String problem) {
        return new InvalidSettings(List.of(TransportOptions.TOPIC_DEFINITIONS.key() + ": " + problem));
    }
}
