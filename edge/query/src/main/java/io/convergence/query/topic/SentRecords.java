package io.convergence.query.objectives;

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
 */
record SentDocuments(List<DocumentRecord> records) {
    SentDocuments {
        records = List.copyOf(records);
    }

    /**
     * Sends records in one batch and waits for its acknowledgement.
     *
     * @throws KafkaException when it is not acknowledged; the records may be in the topic nevertheless
     */
    static SentDocuments send(KafkaProducer<byte[], byte[]> producer, String topic, List<DocumentRecord> records) {
        List<Future<RecordMetadata>> pending = new ArrayList<>();
        for (DocumentRecord record : records) {
            pending.add(producer.send(record.toSend(topic)));
        }
        producer.flush();
        List<DocumentRecord> sent = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            RecordMetadata metadata = acknowledged(pending.get(i));
            sent.add(records.get(i).at(metadata.offset(), Instant.ofEpochMilli(metadata.timestamp())));
        }
        return new SentDocuments(sent);
    }

    /** Offset of the first record. */
    long first() {
        return records.get(0).position();
    }

    /** Offset of the last record. */
    long last() {
        return records.get(records.size() - 1).position();
    }

    /** Time at which the last record was written. */
    Instant writtenAt() {
        return records.get(records.size() - 1).writtenAt();
    }

    /** {@code kind/name} of each record. */
    List<String> keys() {
        return records.stream()
                .map(record -> record.kind() + '/' + record.name())
                .toList();
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
