package io.convergence.jobs.kafka;

import io.convergence.jobs.settings.Delivery;
import io.convergence.jobs.settings.KafkaSettings;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;

/** Factory of the Kafka sources and the Kafka sink of a job, with the client properties that correctness depends on. */
public final class KafkaConnectors {
    private final KafkaSettings settings;

    /** Creates the factory. */
    public KafkaConnectors(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Source of a topic; it ends if the settings are bounded. It reads committed records only. Group offsets are
     * committed with each checkpoint, for lag monitoring and for starts without a savepoint.
     *
     * @param outOfOrdernessMillis how far watermarks lag behind the records, in milliseconds
     */
    public <T> Source<T, ?, ?> source(
            String topic, KafkaRecordDeserializationSchema<T> schema, long outOfOrdernessMillis) {
        Instant stop = settings.stoppingTime();
        KafkaSourceBuilder<T> builder = builder(topic, schema, start());
        return stop == null
                ? InputSource.unbounded(builder.build())
                : InputSource.bounded(
                        builder.setBounded(OffsetsInitializer.timestamp(stop.toEpochMilli()))
                                .build(),
                        ArrivalWatermarks.of(stop.toEpochMilli(), outOfOrdernessMillis));
    }

    /**
     * Source of a topic with one partition that begins at the first record when there is no savepoint.
     *
     * @param end offset at which reading ends, exclusive, if the settings are bounded
     */
    <T> Source<T, ?, ?> sourceFromBeginning(String topic, KafkaRecordDeserializationSchema<T> schema, long end) {
        KafkaSourceBuilder<T> builder = builder(topic, schema, OffsetsInitializer.earliest());
        return settings.isBounded()
                ? InputSource.bounded(
                        builder.setBounded(OffsetsInitializer.offsets(Map.of(new TopicPartition(topic, 0), end)))
                                .build(),
                        Watermark.MAX_WATERMARK)
                : InputSource.unbounded(builder.build());
    }

    /** Sink of all output topics: one sink, so that records that belong together are in one transaction. */
    public Sink<TopicRecord> sink() {
        Properties properties = properties();
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        KafkaSinkBuilder<TopicRecord> builder = KafkaSink.<TopicRecord>builder()
                .setKafkaProducerConfig(properties)
                .setRecordSerializer(new TopicRecordSchema());
        if (settings.delivery() != Delivery.EXACTLY_ONCE) {
            return builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
        }
        KafkaSink<TopicRecord> transactional = builder.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setProperty(
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(settings.transactionTimeoutMillis()))
                .setTransactionalIdPrefix(settings.transactionPrefix())
                .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
                .build();
        return new TopicSink(transactional, properties());
    }

    /** Properties that every client shares. The caller may change them. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(settings.clients());
        return properties;
    }

    private <T> KafkaSourceBuilder<T> builder(
            String topic, KafkaRecordDeserializationSchema<T> schema, OffsetsInitializer start) {
        return KafkaSource.<T>builder()
                .setProperties(properties())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "true")
                .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), discoveryMillis())
                .setGroupId(settings.group())
                .setTopics(topic)
                .setStartingOffsets(start)
                .setDeserializer(schema);
    }

    private long startingMillis() {
        Instant time = settings.startingTime();
        if (time == null) {
            throw new IllegalStateException("source.starting-offsets = timestamp without source.starting-time");
        }
        return time.toEpochMilli();
    }

    private String discoveryMillis() {
        // For the connector, a value that is not positive means never.
        return Long.toString(settings.discoveryMillis() == 0 ? -1 : settings.discoveryMillis());
    }

    @SuppressWarnings("deprecation") // the connector still requires the clients' deprecated enum
    private OffsetsInitializer start() {
        return switch (settings.startingOffsets()) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
            case TIMESTAMP -> OffsetsInitializer.timestamp(startingMillis());
        };
    }
}
