package io.convergence.query.topic;

import io.convergence.query.store.StoreSession;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record that a change writes. */
public interface NewRecord {
    /** The record for the only partition of a topic. */
    ProducerRecord<byte[], byte @Nullable []> toSend(String topic);

    /**
     * Adds the row of the record, which the broker has acknowledged, unless another process has added it meanwhile.
     *
     * @param topicId id that Kafka gave the topic
     * @param offset offset of the record
     * @param time timestamp of the record
     */
    void add(StoreSession session, String topicId, long offset, Instant time);

    /** What the record is about, for the log. */
    String label();
}
