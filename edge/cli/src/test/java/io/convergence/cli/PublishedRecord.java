package io.convergence.cli;

import io.convergence.kit.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic of definitions.
 *
 * @param timestamp epoch milliseconds
 * @param value a document; null for a deletion
 */
record PublishedRecord(
        String key, long offset, long timestamp, @Nullable String value) {
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
                                record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8))));
        return records;
    }
}
