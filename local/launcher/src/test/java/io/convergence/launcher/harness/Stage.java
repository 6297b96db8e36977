package io.convergence.launcher.harness;

import io.convergence.core.slo.openslo.Document;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.replay.SloFiles;
import io.convergence.launcher.replay.StreamPublisher;
import io.convergence.launcher.system.Endpoints;
import io.convergence.launcher.system.LocalCluster;
import io.convergence.launcher.system.LocalSystem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RealJob;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The surroundings of one run of the job: empty topics, and a database of its own with empty tables. Closing ends its jobs. */
public final class Stage implements AutoCloseable {
    /** A migrated database, from which the database of every stage is copied. */
    static final String TEMPLATE = "stage_template";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final LocalTopics topics;
    private final LocalCluster cluster;
    private final Endpoints endpoints;
    private final List<RunningJob> jobs = new ArrayList<>();
    private boolean withObjectives;

    private Stage(String name, LocalTopics topics, LocalCluster cluster, Endpoints endpoints) {
        this.name = name;
        this.topics = topics;
        this.cluster = cluster;
        this.endpoints = endpoints;
    }

    static Stage create(LocalSystem system, LocalTopics topics) throws Exception {
        String name = "stage_" + COUNT.incrementAndGet();
        Endpoints shared = system.endpoints();
        Topics.delete(shared.bootstrapServers(), topics.partitions().keySet());
        topics.create(shared.bootstrapServers());
        new StoredRows(shared).execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        String jdbcUrl = shared.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
        Endpoints own =
                new Endpoints(shared.bootstrapServers(), jdbcUrl, shared.databaseUser(), shared.databasePassword());
        return new Stage(name, topics, system.cluster(), own);
    }

    /** The name of the consumer group, the transaction prefix and the database. */
    public String name() {
        return name;
    }

    /** The topics. */
    public LocalTopics topics() {
        return topics;
    }

    /** The addresses of the broker and of the database of this stage. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** The address of the broker. */
    public String bootstrapServers() {
        return endpoints.bootstrapServers();
    }

    /** Publishes definitions, all written at {@link Objectives#WRITTEN_AT}. */
    public void define(List<Document> documents) {
        withObjectives = true;
        Objectives.publish(documents, bootstrapServers());
    }

    /** Publishes two streams as a replay does; returns the time of the last heartbeat, epoch milliseconds. */
    public long publish(List<String> beacons, List<String> results) throws Exception {
        try (RecordPublisher publisher = new RecordPublisher(bootstrapServers())) {
            return StreamPublisher.publish(publisher, topics, StreamPublisher.runOut(withObjectives), beacons, results);
        }
    }

    /** The configuration of a job on the shared cluster. */
    public Configuration configuration(Variant variant) {
        return variant.of(cluster.configuration());
    }

    /** Builds the real job for the topics and the database of this stage. */
    public StreamExecutionEnvironment build(Configuration configuration, Variant variant) {
        return RealJob.convergence().build(configuration, endpoints, options(name, variant));
    }

    private static Map<String, String> options(String group, Variant variant) {
        Map<String, String> options = new HashMap<>();
        options.put("source.group", group);
        options.put("delivery.transaction-prefix", group);
        options.putAll(variant.jobOptions());
        return options;
    }

    /** Starts the real job on the shared cluster. */
    public RunningJob start(Variant variant) throws Exception {
        RunningJob started = cluster.submit(build(configuration(variant), variant));
        jobs.add(started);
        return started;
    }

    /** Starts the real sessions job on the shared cluster. The topics of the stage must have that of events. */
    public RunningJob startSessions(Variant variant) throws Exception {
        Map<String, String> options = options(name + "_sessions", variant);
        RunningJob started = cluster.submit(RealJob.sessions().build(configuration(variant), endpoints, options));
        jobs.add(started);
        return started;
    }

    /** Waits until every operator has received the last heartbeat, and stops the job as a replay does. */
    public Output finish(RunningJob running, long lastHeartbeat) throws Exception {
        EventTime.await(running, lastHeartbeat);
        stop(running);
        return output();
    }

    /** Stops a job with a canonical savepoint; returns its path. */
    public String stop(RunningJob running) throws Exception {
        return running.stopWithSavepoint();
    }

    /** Publishes two streams and runs the job over them to the end. */
    public Output replay(List<String> beacons, List<String> results, Variant variant) throws Exception {
        long lastHeartbeat = publish(beacons, results);
        return finish(start(variant), lastHeartbeat);
    }

    /** The records committed so far. */
    public Output output() {
        return new Output(new TopicReader(bootstrapServers()));
    }

    /** The lines of the snapshot file that a replay would write. */
    public List<String> snapshotFile(Path directory) throws Exception {
        return SloFiles.snapshots(endpoints, directory);
    }

    /** The rows of the database. */
    public StoredRows rows() {
        return new StoredRows(endpoints);
    }

    @Override
    public void close() throws Exception {
        for (RunningJob left : jobs) {
            if (!left.status().isTerminalState()) {
                left.cancel();
                Waiting.until("the job has ended", () -> left.status().isTerminalState());
            }
        }
    }
}
