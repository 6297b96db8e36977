package io.convergence.query;

import io.convergence.query.dsns.RecordedDsns;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.objectives.DocumentTopic;
import io.convergence.query.settings.QueryTopics;
import io.convergence.query.store.Store;
import io.convergence.query.topic.TopicFeed;
import io.convergence.query.topic.TopicWriter;
import java.util.ArrayList;
import java.util.List;

/** Writers of the topics that are changed over the API, and the threads that copy these topics into their tables. */
final class RecordedTopics {
    private final QueryTopics topics;
    private final Store store;
    private final QueryMetrics metrics;
    private final DocumentTopic definitions;
    private final RecordedDsns dsns;
    private final TopicWriter objectiveWriter;
    private final TopicWriter dsnWriter;
    private final List<TopicFeed> feeds = new ArrayList<>();

    RecordedTopics(QueryTopics topics, Store store, QueryMetrics metrics) {
        this.topics = topics;
        this.store = store;
        this.metrics = metrics;
        definitions = new DocumentTopic(topics.definitions(), store);
        dsns = new RecordedDsns(topics.dsns(), store);
        objectiveWriter = new TopicWriter(definitions, topics, store, metrics);
        dsnWriter = new TopicWriter(dsns, topics, store, metrics);
    }

    /** The writer of OpenSLO documents. */
    TopicWriter objectives() {
        return objectiveWriter;
    }

    /** The writer of DSNs. */
    TopicWriter dsns() {
        return dsnWriter;
    }

    /** Starts to copy. */
    void start() {
        feeds.add(TopicFeed.start(definitions, topics, store, metrics, "definitions_position"));
        feeds.add(TopicFeed.start(dsns, topics, store, metrics, "dsns_position"));
    }

    /** Ends copying. */
    void stop() {
        feeds.forEach(TopicFeed::close);
    }

    /** Closes the writers, once no request is open. */
    void closeWriters() {
        objectiveWriter.close();
        dsnWriter.close();
    }
}
