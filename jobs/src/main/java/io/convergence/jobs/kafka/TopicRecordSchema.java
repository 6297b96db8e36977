package io.convergence.jobs.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Serializer of topic records; headers are in the order of their names. */
final class TopicRecordSchema implements KafkaRecordSerializationSchema<TopicRecord> {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings(
            "NullAway") // Kafka's API takes null for the value of a tombstone and for an absent key or timestamp
    public ProducerRecord<byte[], byte[]> serialize(TopicRecord element, KafkaSinkContext context, Long timestamp) {
        List<Header> headers = new ArrayList<>();
        element.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> headers.add(
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8))));
        return new ProducerRecord<>(
                element.topic(),
                null,
                element.timestamp() < 0 ? null : element.timestamp(),
                element.key() == null ? null : element.key().getBytes(StandardCharsets.UTF_8),
                element.value(),
                headers);
    }
}
