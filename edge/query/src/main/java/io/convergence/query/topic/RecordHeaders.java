package io.convergence.query.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Headers of records of changes, as text. */
public final class RecordHeaders {
    /** Where a change was made: {@code file} or {@code api}. */
    public static final String ORIGIN = "convergence-origin";

    /** Who made a change. */
    public static final String AUTHOR = "convergence-author";

    /** Idempotency key of the request that made a change. */
    public static final String IDEMPOTENCY_KEY = "convergence-idempotency-key";

    private RecordHeaders() {}

    /** Adds a header, unless its value is null. */
    public static void add(ProducerRecord<byte[], byte @Nullable []> record, String name, @Nullable String value) {
        if (value != null) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The text of a header, or null. */
    public static @Nullable String text(ConsumerRecord<byte[], byte @Nullable []> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
