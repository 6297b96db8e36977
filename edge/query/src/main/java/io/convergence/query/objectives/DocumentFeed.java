package io.convergence.query.objectives;

import io.convergence.query.http.ApiProblem;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.settings.QueryTopics;
import io.convergence.query.store.Store;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread that copies the topic of definitions into its table while the service runs. */
public final class DocumentFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentFeed.class);
    private static final long PAUSE_MILLIS = 250;
    private static final long AWAY_MILLIS = 1_000;
    private static final long JOIN_MILLIS = 6_000;

    private final QueryTopics topics;
    private final Store store;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "query-documents");
    private volatile long position;
    private boolean failing;

    private DocumentFeed(QueryTopics topics, Store store) {
        this.topics = topics;
        this.store = store;
        thread.setDaemon(true);
    }

    /** Starts to copy; without a broker in the settings nothing is copied. */
    public static DocumentFeed start(QueryTopics topics, Store store, QueryMetrics metrics) {
        DocumentFeed feed = new DocumentFeed(topics, store);
        metrics.gauge(
                "definitions_position",
                "Offset after the last definition that was recorded in slo_documents.",
                feed::position);
        if (topics.hasBroker()) {
            feed.thread.start();
        }
        return feed;
    }

    /** The offset after the last record that was copied. */
    public long position() {
        return position;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                follow();
            }
        } catch (InterruptedException e) {
            LOG.debug("the copy of definitions was interrupted");
        }
    }

    private void follow() throws InterruptedException {
        try (DocumentProjection projection = new DocumentProjection(topics, store)) {
            while (!closed.await(failing ? AWAY_MILLIS : PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    position = projection.copy();
                    failing = false;
                } catch (ApiProblem | KafkaException e) {
                    report(e);
                    projection.restart();
                }
            }
        } catch (RuntimeException e) {
            // An exception that ends this thread would end all copying.
            report(e);
            LOG.error("definitions are not copied; it is tried again", e);
        }
    }

    private void report(RuntimeException failure) {
        if (!failing) {
            LOG.warn("definitions are not copied: {}", failure.getMessage());
        }
        failing = true;
    }
}
