package io.convergence.cli;

import io.convergence.kit.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic of definitions.
 *
 * @param timestamp epoch milliseconds
 * @param value a document; null for a deletion
 * @param origin value of the header convergence-origin; empty without one
 */
record PublishedRecord(
        String key, long offset, long timestamp, @Nullable String value, String origin) {
    /** Every record of a topic of one partition, in order. */
    static List<PublishedRecord> read(String bootstrapServers, String topic) {
        List<PublishedRecord> records = new ArrayList<>();
        new TopicReader(bootstrapServers)
                .read(
                        topic,
                        record -> records.add(new PublishedRecord(
                                new String(record.key(), StandardCharsets.UTF_8),
                                record.offset(),
                                record.timestamp(),
                                record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8),
                                origin(record))));
        return records;
    }

    private static String origin(ConsumerRecord<byte[], byte[]> record) {
        Header origin = record.headers().lastHeader("convergence-origin");
        return origin == null ? "" : new String(origin.value(), StandardCharsets.UTF_8);
    }
}
