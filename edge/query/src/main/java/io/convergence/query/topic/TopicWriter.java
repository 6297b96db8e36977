package io.convergence.query.topic;

import io.convergence.query.feed.FeedClients;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.Reply;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.settings.QueryTopics;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which this service changes a topic. A change holds a lock of the database over all processes, so that
 * changes have one order: the topic is copied into the table up to its end, the change is checked against the table, its
 * records are sent and acknowledged, and their rows are added. The topic decides: after a kill between sending and adding,
 * every process's {@link TopicFeed} adds the rows. Thread-safe.
 */
public final class TopicWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";
    private static final long WAIT_SECONDS = 5;
    private static final String AWAY = "broker-away";

    private final RecordedTopic topic;
    private final QueryTopics topics;
    private final Store store;
    private final QueryMetrics metrics;

    /** Guards the clients. Without it, waiting changes of this process would take all connections of the pool. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private @Nullable TopicCopy copy;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** Creates a writer; it connects to Kafka with the first change. */
    public TopicWriter(RecordedTopic topic, QueryTopics topics, Store store, QueryMetrics metrics) {
        this.topic = topic;
        this.topics = topics;
        this.store = store;
        this.metrics = metrics;
    }

    /**
     * Makes the change that a request asks for, and answers it.
     *
     * @param plan checks the request against the table; called in the transaction that holds the lock
     * @throws ApiProblem when the plan refuses, or Kafka or the database does not answer
     */
    public Reply write(ApiRequest request, Function<StoreSession, ? extends PlannedChange> plan) {
        try {
            return guarded(request, plan);
        } catch (ApiProblem problem) {
            metrics.countWrite(problem.status() < 500 ? "refused" : "failed");
            throw problem;
        } catch (RuntimeException e) {
            metrics.countWrite("failed");
            throw e;
        }
    }

    private Reply guarded(ApiRequest request, Function<StoreSession, ? extends PlannedChange> plan) {
        if (!topics.hasBroker()) {
            throw ApiProblem.unavailable(AWAY, "the service has no kafka.bootstrap.servers; nothing was changed");
        }
        try {
            if (!lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw ApiProblem.unavailable("busy", "other changes wait already; nothing was changed");
            }
            try {
                return store.write(request.tenant(), session -> locked(session, request, plan));
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiProblem.unavailable("busy", "the service stops");
        }
    }

    private Reply locked(
            StoreSession session, ApiRequest request, Function<StoreSession, ? extends PlannedChange> plan) {
        session.each("lock-" + topic.table().replace('_', '-'), Clause.of(LOCK, topic.table()), row -> {});
        TopicCopy.End end = end();
        PlannedChange write = plan.apply(session);
        List<? extends NewRecord> records = write.records(request.tenant(), author(request));
        if (records.isEmpty()) {
            metrics.countWrite(write.outcome());
            return write.answer(request.now(), 0);
        }
        SentRecords sent = send(records);
        if (sent.first() == end.position()) {
            sent.add(session, end.topicId());
        } else {
            // Another program wrote before: its rows must not come after these, where reading goes on after a restart.
            end();
        }
        metrics.countWrite(write.outcome());
        LOG.info("{} of tenant {} published {} to {}", author(request), request.tenant(), sent.labels(), topic.name());
        return write.answer(sent.writtenAt(), sent.last());
    }

    private TopicCopy.End end() {
        TopicCopy present = copy == null ? new TopicCopy(topic, topics, store) : copy;
        copy = present;
        try {
            return present.copyToEnd();
        } catch (KafkaException e) {
            throw away("the topic cannot be read; nothing was changed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiProblem.unavailable("busy", "the service stops");
        }
    }

    private SentRecords send(List<? extends NewRecord> records) {
        KafkaProducer<byte[], byte[]> sender = producer == null ? FeedClients.newProducer(topics) : producer;
        producer = sender;
        try {
            return SentRecords.send(sender, topic.name(), records);
        } catch (KafkaException e) {
            sender.close(Duration.ZERO);
            producer = null;
            throw away("the change was not acknowledged; read what is there before you try again", e);
        }
    }

    private ApiProblem away(String consequence, KafkaException failure) {
        LOG.warn("a change of {} failed: {}", topic.name(), failure.getMessage());
        return ApiProblem.unavailable(AWAY, "Kafka does not answer: " + consequence);
    }

    private static String author(ApiRequest request) {
        return request.caller() == null ? "" : request.caller().name();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (copy != null) {
                copy.close();
            }
            if (producer != null) {
                producer.close(Duration.ZERO);
            }
        } finally {
            lock.unlock();
        }
    }
}
