package io.convergence.query.topic;

import io.convergence.query.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Records that the broker has acknowledged.
 *
 * @param records at least one, in the order of the topic
 * @param metadata where the broker has put each
 */
record SentRecords(List<? extends NewRecord> records, List<RecordMetadata> metadata) {
    SentRecords {
        records = List.copyOf(records);
        metadata = List.copyOf(metadata);
    }

    /**
     * Sends records in one batch and waits for its acknowledgement.
     *
     * @throws KafkaException when it is not acknowledged; the records may be in the topic nevertheless
     */
    static SentRecords send(KafkaProducer<byte[], byte[]> producer, String topic, List<? extends NewRecord> records) {
        List<Future<RecordMetadata>> pending = new ArrayList<>();
        for (NewRecord record : records) {
            pending.add(producer.send(record.toSend(topic)));
        }
        producer.flush();
        List<RecordMetadata> sent = new ArrayList<>();
        for (Future<RecordMetadata> one : pending) {
            sent.add(acknowledged(one));
        }
        return new SentRecords(records, sent);
    }

    /** Offset of the first record. */
    long first() {
        return metadata.get(0).offset();
    }

    /** Offset of the last record. */
    long last() {
        return metadata.get(metadata.size() - 1).offset();
    }

    /** Time at which the last record was written. */
    Instant writtenAt() {
        return Instant.ofEpochMilli(metadata.get(metadata.size() - 1).timestamp());
    }

    /** Adds the rows of the records. */
    void add(StoreSession session, String topicId) {
        for (int i = 0; i < records.size(); i++) {
            RecordMetadata at = metadata.get(i);
            records.get(i).add(session, topicId, at.offset(), Instant.ofEpochMilli(at.timestamp()));
        }
    }

    /** What each record is about. */
    List<String> labels() {
        return records.stream().map(NewRecord::label).toList();
    }

    private static RecordMetadata acknowledged(Future<RecordMetadata> pending) {
        try {
            return pending.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
