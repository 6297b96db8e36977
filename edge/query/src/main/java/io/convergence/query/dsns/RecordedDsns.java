package io.convergence.query.dsns;

import io.convergence.core.dsn.DsnDefaults;
import io.convergence.core.dsn.DsnDocument;
import io.convergence.core.dsn.DsnReading;
import io.convergence.query.store.Clause;
import io.convergence.query.store.RefusedRowException;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import io.convergence.query.topic.RecordHeaders;
import io.convergence.query.topic.RecordedTopic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compacted topic of DSNs and its table {@code rum_dsns}, which has the last document of each token and tenant. A record
 * without a value revokes the token.
 *
 * @param name name of the topic
 * @param store store of the table
 */
public record RecordedDsns(String name, Store store) implements RecordedTopic {
    /** Settings of a gateway that takes everything; whether it can hash users is its own affair. */
    static final DsnDefaults DEFAULTS = new DsnDefaults(0, true, true);

    private static final Logger LOG = LoggerFactory.getLogger(RecordedDsns.class);

    @Override
    public String table() {
        return "rum_dsns";
    }

    @Override
    public long end(StoreSession session, String topicId) {
        long[] end = {0};
        session.each(
                "dsns-end",
                Clause.of("SELECT rum_dsns_end(?) AS position", topicId),
                row -> end[0] = row.number("position"));
        return end[0];
    }

    @Override
    public void copy(String topicId, ConsumerRecord<byte[], byte @Nullable []> record) {
        String document = record.value() == null ? null : new String(record.value(), StandardCharsets.UTF_8);
        String token = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (document != null) {
            DsnReading reading = DsnDocument.read(document, DEFAULTS);
            if (reading.dsn() == null || !reading.dsn().token().equals(token)) {
                LOG.warn("the record at {} of {} is no DSN of its key: {}", record.offset(), name, reading.summary());
                document = null;
            }
        }
        Clause clause = recording(
                topicId,
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                token,
                document,
                RecordHeaders.text(record, RecordHeaders.AUTHOR),
                RecordHeaders.text(record, RecordHeaders.IDEMPOTENCY_KEY));
        try {
            store.write("", session -> {
                session.each("record-dsn", clause, row -> {});
                return clause;
            });
        } catch (RefusedRowException e) {
            LOG.warn("the record at {} of {} cannot be stored: {}", record.offset(), name, e.getMessage());
        }
    }

    /** Statement that records a document, or with null that a token is revoked, unless something later is recorded. */
    static Clause recording(
            String topicId,
            long offset,
            Instant time,
            String token,
            @Nullable String document,
            @Nullable String author,
            @Nullable String idempotencyKey) {
        return Clause.of(
                "SELECT record_dsn(?, ?, ?, ?, ?::jsonb, ?, ?)",
                topicId,
                offset,
                time,
                token,
                document,
                author,
                idempotencyKey);
    }
}
