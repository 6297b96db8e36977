package io.convergence.query.topic;

import io.convergence.query.store.StoreSession;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A topic of one partition whose records are copied into a table. Thread-safe. */
public interface RecordedTopic {
    /** Name of the topic. */
    String name();

    /** Name of the table, by which writers of all processes lock each other out. */
    String table();

    /**
     * The offset at which copying goes on: after the last record in the table, or 0.
     *
     * @param topicId id that Kafka gave the topic
     */
    long end(StoreSession session, String topicId);

    /**
     * Copies a record into the table, where it may be already. A record that cannot be copied is logged.
     *
     * @param topicId id that Kafka gave the topic
     * @throws io.convergence.query.http.ApiProblem when the database does not answer
     */
    void copy(String topicId, ConsumerRecord<byte[], byte @Nullable []> record);
}
