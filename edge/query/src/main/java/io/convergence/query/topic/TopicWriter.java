package io.convergence.query.objectives;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which this service changes documents. A change holds a lock of the database over all processes, so that
 * changes have one order: the topic is copied into the table up to its end, the change is checked against the table, its
 * records are sent and acknowledged, and their rows are added. The topic decides: after a kill between sending and adding,
 * every process's {@link DocumentFeed} adds the rows. Thread-safe.
 */
public final class DocumentWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentWriter.class);
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('slo_documents', 0))";
    private static final long WAIT_SECONDS = 5;
    private static final String AWAY = "broker-away";

    private final QueryTopics topics;
    private final Store store;
    private final QueryMetrics metrics;

    /** Guards the clients. Without it, waiting changes of this process would take all connections of the pool. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private @Nullable DocumentProjection projection;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** Creates a writer; it connects to Kafka with the first change. */
    public DocumentWriter(QueryTopics topics, Store store, QueryMetrics metrics) {
        this.topics = topics;
        this.store = store;
        this.metrics = metrics;
    }

    /**
     * Makes the change that a request asks for, and answers it.
     *
     * @param plan checks the request against the present documents; called in the transaction that holds the lock
     * @throws ApiProblem when the plan refuses, or Kafka or the database does not answer
     */
    Reply write(ApiRequest request, Function<StoreSession, PlannedWrite> plan) {
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

    private Reply guarded(ApiRequest request, Function<StoreSession, PlannedWrite> plan) {
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

    private Reply locked(StoreSession session, ApiRequest request, Function<StoreSession, PlannedWrite> plan) {
        session.each("lock-documents", Clause.of(LOCK), row -> {});
        DocumentProjection.End end = end();
        PlannedWrite write = plan.apply(session);
        if (write.changes().isEmpty()) {
            metrics.countWrite(write.outcome());
            return write.answer(request.now(), 0);
        }
        SentDocuments sent = send(write, request);
        if (sent.first() == end.position()) {
            sent.records()
                    .forEach(record -> session.update(
                            "insert-document", record.insertionOfSent(end.topicId(), record.idempotencyKey())));
        } else {
            // Another program wrote before: its rows must not come after these, where reading goes on after a restart.
            end();
        }
        metrics.countWrite(write.outcome());
        LOG.info("{} of tenant {} published {}", author(request), request.tenant(), sent.keys());
        return write.answer(sent.writtenAt(), sent.last());
    }

    private DocumentProjection.End end() {
        DocumentProjection copy = projection == null ? new DocumentProjection(topics, store) : projection;
        projection = copy;
        try {
            return copy.copyToEnd();
        } catch (KafkaException e) {
            throw away("the topic cannot be read; nothing was changed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiProblem.unavailable("busy", "the service stops");
        }
    }

    private SentDocuments send(PlannedWrite write, ApiRequest request) {
        KafkaProducer<byte[], byte[]> sender = producer == null ? FeedClients.newProducer(topics) : producer;
        producer = sender;
        try {
            return SentDocuments.send(sender, topics.definitions(), write.records(request.tenant(), author(request)));
        } catch (KafkaException e) {
            sender.close(Duration.ZERO);
            producer = null;
            throw away("the change was not acknowledged; read the objective before you try again", e);
        }
    }

    private static ApiProblem away(String consequence, KafkaException failure) {
        LOG.warn("a change of definitions failed: {}", failure.getMessage());
        return ApiProblem.unavailable(AWAY, "Kafka does not answer: " + consequence);
    }

    private static String author(ApiRequest request) {
        return request.caller() == null ? "" : request.caller().name();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (projection != null) {
                projection.close();
            }
            if (producer != null) {
                producer.close(Duration.ZERO);
            }
        } finally {
            lock.unlock();
        }
    }
}
