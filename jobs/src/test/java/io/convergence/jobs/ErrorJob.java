package io.convergence.jobs;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.jobs.postgres.Store;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.wait.Waiting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;

/** A running sessions job of a test, and the errors that it reads from a topic of two partitions. */
final class ErrorJob implements AutoCloseable {
    static final long START = 1_800_000_000_000L;
    private static final int PARTITIONS = 2;

    private final EmbeddedBroker broker;
    private final Store store;
    private final String topic;
    private final JobClient client;
    private boolean stopped;

    private ErrorJob(EmbeddedBroker broker, Store store, String topic, JobClient client) {
        this.broker = broker;
        this.store = store;
        this.topic = topic;
        this.client = client;
    }

    /** Starts the job with topics of its own. */
    static ErrorJob start(EmbeddedBroker broker, Store store, String name, String... options) throws Exception {
        SessionsSamples.createTopics(broker.bootstrapServers(), name, PARTITIONS);
        return startOn(broker, store, name, 2, options);
    }

    /** Starts the job with the topics that a job of this name has had. */
    static ErrorJob startOn(EmbeddedBroker broker, Store store, String name, int parallelism, String... options)
            throws Exception {
        Configuration configuration = SessionsSamples.configuration(broker.bootstrapServers(), store, name, options);
        return new ErrorJob(
                broker, store, "rum.events." + name, SessionsSamples.start(name, configuration, parallelism));
    }

    /** Stops the job; returns the path of its savepoint in a directory. */
    String stop(Path directory) throws Exception {
        String savepoint = SessionsRun.stop(client, directory);
        stopped = true;
        return savepoint;
    }

    /** An error of a version of an app. */
    static RumEvent error(String session, String appId, String version, String stack) {
        return error(START, session, session, appId, version, stack);
    }

    /** An error of a version of an app at a time, epoch milliseconds. */
    static RumEvent error(long at, String id, String session, String appId, String version, String stack) {
        return new RumEvent(
                id,
                "acme",
                "shop",
                EventType.ERROR,
                at,
                at,
                session,
                null,
                "shop.example",
                "/",
                "Error",
                null,
                Map.of(),
                Map.of("app_id", appId, "env", "prod", "version", version, "stack", stack),
                Map.of());
    }

    JobID id() {
        return client.getJobID();
    }

    /** Writes events, and heartbeats of all partitions at a time. */
    void publish(List<RumEvent> events, long heartbeat) {
        SessionsSamples.publish(broker.bootstrapServers(), topic, PARTITIONS, events, heartbeat);
    }

    /** Waits until the first value of a query is a number. */
    void await(String query, int expected) throws SQLException {
        Waiting.until(
                query + " to be " + expected, () -> store.query(query).get(0).equals(Integer.toString(expected)));
    }

    @Override
    public void close() throws Exception {
        if (!stopped) {
            client.cancel().get();
        }
    }
}
