package io.convergence.query.dsns;

import io.convergence.query.store.StoreSession;
import io.convergence.query.topic.NewRecord;
import io.convergence.query.topic.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Record that creates, replaces or revokes a DSN.
 *
 * @param token key of the record
 * @param document the document, or null for a revocation
 * @param author name of the caller
 * @param idempotencyKey key of the request, or null
 */
record NewDsn(
        String token,
        @Nullable String document,
        String author,
        @Nullable String idempotencyKey) implements NewRecord {
    @Override
    public ProducerRecord<byte[], byte @Nullable []> toSend(String topic) {
        ProducerRecord<byte[], byte @Nullable []> record =
                new ProducerRecord<>(topic, 0, null, bytes(token), document == null ? null : bytes(document));
        RecordHeaders.add(record, RecordHeaders.ORIGIN, "api");
        RecordHeaders.add(record, RecordHeaders.AUTHOR, author);
        RecordHeaders.add(record, RecordHeaders.IDEMPOTENCY_KEY, idempotencyKey);
        return record;
    }

    @Override
    public void add(StoreSession session, String topicId, long offset, Instant time) {
        session.each(
                "record-dsn",
                RecordedDsns.recording(topicId, offset, time, token, document, author, idempotencyKey),
                row -> {});
    }

    @Override
    public String label() {
        return (document == null ? "revocation of " : "DSN ") + token;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
