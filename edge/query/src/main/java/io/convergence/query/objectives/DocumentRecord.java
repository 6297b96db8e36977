package io.convergence.query.objectives;

import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import io.convergence.query.topic.NewRecord;
import io.convergence.query.topic.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Record of the topic of definitions.
 *
 * @param position offset
 * @param tenant owner
 * @param kind OpenSLO kind
 * @param name name of the document
 * @param text the document, or null for a deletion
 * @param writtenAt timestamp of the record
 * @param origin {@code file} or {@code api}
 * @param author who changed it, or null
 * @param idempotencyKey key of the request that wrote it, or null
 */
record DocumentRecord(
        long position,
        String tenant,
        String kind,
        String name,
        @Nullable String text,
        Instant writtenAt,
        String origin,
        @Nullable String author,
        @Nullable String idempotencyKey)
        implements NewRecord {
    /** Value of the origin of documents that were changed over HTTP. */
    static final String API = "api";

    private static final String INSERT = "INSERT INTO slo_documents (topic_id, position, tenant, kind, name, text, "
            + "written_at, origin, author, idempotency_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ";

    /** The document of a record, or null when its key is not {@code tenant/kind/name}. A record without headers is of a file. */
    static @Nullable DocumentRecord of(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] key = record.key();
        String[] parts = key == null ? new String[0] : text(key).split("/", 3);
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
            return null;
        }
        byte[] value = record.value();
        return new DocumentRecord(
                record.offset(),
                parts[0],
                parts[1],
                parts[2],
                value == null ? null : text(value),
                Instant.ofEpochMilli(record.timestamp()),
                API.equals(RecordHeaders.text(record, RecordHeaders.ORIGIN)) ? API : "file",
                RecordHeaders.text(record, RecordHeaders.AUTHOR),
                RecordHeaders.text(record, RecordHeaders.IDEMPOTENCY_KEY));
    }

    @Override
    public ProducerRecord<byte[], byte @Nullable []> toSend(String topic) {
        ProducerRecord<byte[], byte @Nullable []> record = new ProducerRecord<>(
                topic,
                0,
                writtenAt.toEpochMilli(),
                bytes(tenant + '/' + kind + '/' + name),
                text == null ? null : bytes(text));
        RecordHeaders.add(record, RecordHeaders.ORIGIN, origin);
        RecordHeaders.add(record, RecordHeaders.AUTHOR, author);
        RecordHeaders.add(record, RecordHeaders.IDEMPOTENCY_KEY, idempotencyKey);
        return record;
    }

    /**
     * Adds the row of a record that this service sent. The row may be copied from the topic at the same time, and of two
     * such insertions one may fail at the index of requests although they agree about the position. No index refuses it.
     */
    @Override
    public void add(StoreSession session, String topicId, long offset, Instant time) {
        session.update("insert-document", at(offset, time).insertion("DO NOTHING", topicId, idempotencyKey));
    }

    @Override
    public String label() {
        return kind + '/' + name;
    }

    /** This record where the broker has put it. */
    private DocumentRecord at(long offset, Instant time) {
        return new DocumentRecord(offset, tenant, kind, name, text, time, origin, author, idempotencyKey);
    }

    /** Statement that adds the row of this record, unless another process has added it. */
    Clause insertion(String topicId, @Nullable String key) {
        return insertion("(topic_id, position) DO NOTHING", topicId, key);
    }

    private Clause insertion(String onConflict, String topicId, @Nullable String key) {
        return Clause.of(
                INSERT + onConflict, topicId, position, tenant, kind, name, text, writtenAt, origin, author, key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
