package io.convergence.jobs.kafka;

import io.convergence.core.slo.definition.DefinitionRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Deserializer of the definition topic. A record without a key names no document and is skipped. */
final class DefinitionSchema implements KafkaRecordDeserializationSchema<DefinitionRecord> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<DefinitionRecord> out) {
        DefinitionRecord definition = read(record);
        if (definition != null) {
            out.collect(definition);
        }
    }

    @Override
    public TypeInformation<DefinitionRecord> getProducedType() {
        return TypeInformation.of(DefinitionRecord.class);
    }

    /** The definition record, or null when the Kafka record has no key. */
    static @Nullable DefinitionRecord read(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null
                ? null
                : new DefinitionRecord(
                        new String(record.key(), StandardCharsets.UTF_8),
                        record.offset(),
                        record.timestamp(),
                        record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8));
    }
}
