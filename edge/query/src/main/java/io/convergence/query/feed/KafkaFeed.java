package io.convergence.query.feed;

import io.convergence.http.FeedThread;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.settings.QueryTopics;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that reads topics into memory while the service runs. No answer waits for it: while the broker is away, what was
 * read before remains.
 */
public final class KafkaFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaFeed.class);
    private static final long PAUSE_MILLIS = 250;

    private final QueryTopics topics;
    private final TopicMemory memory;
    private final TopicRecords records;
    private final Clock clock;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final FeedThread thread = new FeedThread("query-kafka", this::run);
    private boolean answered = true;

    private KafkaFeed(QueryTopics topics, TopicMemory memory, Clock clock) {
        this.topics = topics;
        this.memory = memory;
        this.records = new TopicRecords(topics, memory);
        this.clock = clock;
    }

    /** Starts to read into a memory; without a broker in the settings nothing is read. */
    public static KafkaFeed start(QueryTopics topics, TopicMemory memory, Clock clock, QueryMetrics metrics) {
        metrics.gauge(
                "kafka_progress_age_seconds",
                "Age of the newest boundary that the job has committed to Kafka; NaN before it is known.",
                () -> memory.committedAgeSeconds(clock.instant()));
        metrics.gauge(
                "kafka_up",
                "Whether the broker answers: 1 or 0.",
                () -> memory.broker().equals("up") ? 1 : 0);
        KafkaFeed feed = new KafkaFeed(topics, memory, clock);
        if (topics.hasBroker()) {
            feed.thread.start();
        }
        return feed;
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        while (!thread.isClosedWithin(PAUSE_MILLIS)) {
            try (FollowedTopics followed = new FollowedTopics(topics, records, positions, clock);
                    CommittedVerdicts verdicts = new CommittedVerdicts(topics, records, clock)) {
                follow(followed, verdicts);
            } catch (KafkaException e) {
                report(false, e);
            } catch (RuntimeException e) {
                // An exception that ends this thread would end all reading.
                LOG.error("topics cannot be read; it is tried again", e);
            }
        }
    }

    private void follow(FollowedTopics followed, CommittedVerdicts verdicts) {
        while (!thread.isClosedWithin(PAUSE_MILLIS)) {
            try {
                verdicts.look();
                report(true, null);
                if (followed.poll()) {
                    memory.completed();
                }
            } catch (TimeoutException e) {
                report(false, e);
            }
        }
    }

    private void report(boolean answers, @Nullable KafkaException failure) {
        if (answers && !answered) {
            LOG.info("the broker answers");
        } else if (!answers && answered) {
            LOG.warn("the broker does not answer: {}", failure == null ? "no reason" : failure.getMessage());
        }
        answered = answers;
        memory.answered(answers);
    }
}
