package io.convergence.query.objectives;

import io.convergence.query.feed.FeedThread;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.settings.QueryTopics;
import io.convergence.query.store.Store;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread that copies the topic of definitions into its table while the service runs. */
public final class DocumentFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentFeed.class);
    private static final long PAUSE_MILLIS = 250;
    private static final long AWAY_MILLIS = 1_000;

    private final QueryTopics topics;
    private final Store store;
    private final FeedThread thread = new FeedThread("query-documents", this::run);
    private volatile long position;
    private boolean failing;

    private DocumentFeed(QueryTopics topics, Store store) {
        this.topics = topics;
        this.store = store;
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
        thread.close();
    }

    private void run() {
        while (!thread.isClosedWithin(PAUSE_MILLIS)) {
            follow();
        }
    }

    private void follow() {
        try (DocumentProjection projection = new DocumentProjection(topics, store)) {
            while (!thread.isClosedWithin(failing ? AWAY_MILLIS : PAUSE_MILLIS)) {
                try {
                    position = projection.copy();
                    failing = false;
                } catch (ApiProblem | KafkaException e) {
                    report(e);
                    projection.restart();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
