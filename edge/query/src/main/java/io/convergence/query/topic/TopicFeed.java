package io.convergence.query.topic;

import io.convergence.http.FeedThread;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.settings.QueryTopics;
import io.convergence.query.store.Store;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread that copies a topic into its table while the service runs. */
public final class TopicFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    private static final long PAUSE_MILLIS = 250;
    private static final long AWAY_MILLIS = 1_000;

    private final RecordedTopic topic;
    private final QueryTopics topics;
    private final Store store;
    private final FeedThread thread;
    private volatile long position;
    private boolean failing;

    private TopicFeed(RecordedTopic topic, QueryTopics topics, Store store) {
        this.topic = topic;
        this.topics = topics;
        this.store = store;
        thread = new FeedThread("query-" + topic.table().replace('_', '-'), this::run);
    }

    /**
     * Starts to copy; without a broker in the settings nothing is copied.
     *
     * @param gauge name of the metric with the offset after the last record that was copied
     */
    public static TopicFeed start(
            RecordedTopic topic, QueryTopics topics, Store store, QueryMetrics metrics, String gauge) {
        TopicFeed feed = new TopicFeed(topic, topics, store);
        metrics.gauge(
                gauge, "Offset after the last record that was recorded in " + topic.table() + '.', feed::position);
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
        try (TopicCopy copy = new TopicCopy(topic, topics, store)) {
            while (!thread.isClosedWithin(failing ? AWAY_MILLIS : PAUSE_MILLIS)) {
                try {
                    position = copy.copy();
                    failing = false;
                } catch (ApiProblem | KafkaException e) {
                    report(e);
                    copy.restart();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // An exception that ends this thread would end all copying.
            report(e);
            LOG.error("{} is not copied; it is tried again", topic.name(), e);
        }
    }

    private void report(RuntimeException failure) {
        if (!failing) {
            LOG.warn("{} is not copied: {}", topic.name(), failure.getMessage());
        }
        failing = true;
    }
}
