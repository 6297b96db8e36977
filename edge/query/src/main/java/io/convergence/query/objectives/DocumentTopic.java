package io.convergence.query.objectives;

import io.convergence.query.store.Clause;
import io.convergence.query.store.RefusedRowException;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import io.convergence.query.topic.RecordedTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of definitions and its table {@code slo_documents}, which has a row for each record.
 *
 * @param name name of the topic
 * @param store store of the table
 */
public record DocumentTopic(String name, Store store) implements RecordedTopic {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentTopic.class);

    @Override
    public String table() {
        return "slo_documents";
    }

    @Override
    public long end(StoreSession session, String topicId) {
        long[] end = {0};
        Clause clause = Clause.of("SELECT slo_documents_end(?) AS position", topicId);
        session.each("documents-end", clause, row -> end[0] = row.number("position"));
        return end[0];
    }

    @Override
    public void copy(String topicId, ConsumerRecord<byte[], byte @Nullable []> record) {
        DocumentRecord document = DocumentRecord.of(record);
        if (document == null) {
            LOG.warn("the record at {} of {} has no key tenant/kind/name", record.offset(), name);
            return;
        }
        try {
            try {
                insert(topicId, document, document.idempotencyKey());
            } catch (RefusedRowException e) {
                if (!e.isDuplicate()) {
                    throw e;
                }
                insertAgain(topicId, document);
            }
        } catch (RefusedRowException e) {
            LOG.warn("the record at {} of {} cannot be stored: {}", record.offset(), name, e.getMessage());
        }
    }

    /**
     * Inserts a row that the index of requests refused: because the writer inserts the same row at this instant, after which
     * it is there; or because another record has its idempotency key, which a topic that was copied has. Then the history
     * matters more than the key.
     */
    private void insertAgain(String id, DocumentRecord document) {
        try {
            insert(id, document, document.idempotencyKey());
        } catch (RefusedRowException e) {
            insert(id, document, null);
        }
    }

    private void insert(String id, DocumentRecord document, @Nullable String idempotencyKey) {
        Clause clause = document.insertion(id, idempotencyKey);
        store.write(document.tenant(), session -> session.update("insert-document", clause));
    }
}
