package io.convergence.query.topic;

import io.convergence.query.feed.FeedClients;
import io.convergence.query.settings.QueryTopics;
import io.convergence.query.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Copying of a topic into its table. It goes on where the table ends, so any number of processes may copy at the same time: a
 * row that is there is left as it is. For one thread.
 */
final class TopicCopy implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long CALL_SECONDS = 5;

    private final RecordedTopic topic;
    private final Store store;
    private final TopicPartition partition;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private @Nullable String topicId;

    TopicCopy(RecordedTopic topic, QueryTopics topics, Store store) {
        this.topic = topic;
        this.store = store;
        this.partition = new TopicPartition(topic.name(), 0);
        this.admin = FeedClients.newAdmin(topics);
        this.consumer = FeedClients.newConsumer(topics);
    }

    /**
     * Copies the next records, if there are any; returns the offset after the last record, or 0 without a topic.
     *
     * @throws KafkaException when the broker does not answer
     * @throws io.convergence.query.http.ApiProblem when the database does not answer
     */
    long copy() throws InterruptedException {
        if (topicId == null) {
            seek();
        }
        String id = topicId;
        if (id == null) {
            return 0;
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            if (!id.equals(idOfTopic())) {
                // The topic was created again; its first records may have been passed over.
                topicId = null;
                return 0;
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                topic.copy(id, record);
            }
        }
        return consumer.position(partition);
    }

    /**
     * Copies every record up to the end that the topic has now.
     *
     * @return where the topic ended
     * @throws KafkaException when the broker does not answer in time, or there is no topic
     * @throws io.convergence.query.http.ApiProblem when the database does not answer
     */
    End copyToEnd() throws InterruptedException {
        restart();
        seek();
        if (topicId == null) {
            throw new InvalidTopicException("there is no topic " + partition.topic());
        }
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CALL_SECONDS);
        long position = consumer.position(partition);
        while (position < end) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the topic " + partition.topic() + " could not be read to its end in time");
            }
            position = copy();
        }
        String id = topicId;
        if (id == null) {
            throw new InvalidTopicException("the topic " + partition.topic() + " was created again meanwhile");
        }
        return new End(id, position);
    }

    /**
     * End of the topic.
     *
     * @param topicId id that Kafka gave the topic
     * @param position offset after the last record
     */
    record End(String topicId, long position) {}

    /** Makes the next copy go on where the table ends. */
    void restart() {
        topicId = null;
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ZERO);
    }

    private void seek() throws InterruptedException {
        String id = idOfTopic();
        if (id == null) {
            return;
        }
        long[] end = {0};
        store.read("", session -> {
            end[0] = topic.end(session, id);
            return end;
        });
        consumer.assign(List.of(partition));
        long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.seek(partition, Math.max(first, end[0]));
        topicId = id;
    }

    /** The id that Kafka gave the topic, or null when there is no topic. */
    private @Nullable String idOfTopic() throws InterruptedException {
        try {
            return admin.describeTopics(List.of(partition.topic()))
                    .allTopicNames()
                    .get(CALL_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("the broker does not answer", e);
        }
    }
}
