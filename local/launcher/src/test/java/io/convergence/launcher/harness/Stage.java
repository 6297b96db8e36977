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

/** What one run of the job starts from: empty topics and an empty database. Ends its jobs on close. */
public final class Stage implements AutoCloseable {
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

    public static Stage set(LocalSystem system, LocalTopics topics) throws Exception {
        String name = "stage_" + COUNT.incrementAndGet();
        Endpoints shared = system.endpoints();
        Topics.delete(shared.bootstrapServers(), topics.partitions().keySet());
        topics.create(shared.bootstrapServers());
        new StoredRows(shared).execute("CREATE DATABASE " + name);
        String jdbcUrl = shared.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
        Endpoints own =
                new Endpoints(shared.bootstrapServers(), jdbcUrl, shared.databaseUser(), shared.databasePassword());
        return new Stage(name, topics, system.cluster(), own);
    }

    /** Names the consumer group and the transactions of its live job. */
    public String name() {
        return name;
    }

    public LocalTopics topics() {
        return topics;
    }

    public String bootstrapServers() {
        return endpoints.bootstrapServers();
    }

    /** Publishes definitions, all written at the same time before every stream. */
    public void define(List<Document> documents) {
        withObjectives = true;
        Objectives.publish(documents, bootstrapServers());
    }

    /** Publishes two files as a replay does; returns the time of the last heartbeat, epoch milliseconds. */
    public long publish(List<String> beacons, List<String> results) throws Exception {
        try (RecordPublisher publisher = new RecordPublisher(bootstrapServers())) {
            return StreamPublisher.publish(publisher, topics, StreamPublisher.runOut(withObjectives), beacons, results);
        }
    }

    /** The configuration that a job of this stage is started with on the shared cluster. */
    public Configuration configuration(Variant variant) {
        return variant.of(cluster.configuration());
    }

    /** The real job with this stage as its surroundings. */
    public StreamExecutionEnvironment build(Configuration configuration, Variant variant) {
        Map<String, String> options = new HashMap<>();
        options.put("source.group", name);
        options.put("delivery.transaction-prefix", name);
        options.putAll(variant.jobOptions());
        return new RealJob().build(configuration, endpoints, options);
    }

    /** Starts the job on the shared cluster. */
    public RunningJob start(Variant variant) throws Exception {
        RunningJob started = cluster.submit(build(configuration(variant), variant));
        jobs.add(started);
        return started;
    }

    /** Waits until every operator has seen the last heartbeat, and ends the job as a replay does. */
    public Output finish(RunningJob running, long lastHeartbeat) throws Exception {
        EventTime.await(running, lastHeartbeat);
        stop(running);
        return output();
    }

    /** Stops the job with a canonical savepoint; returns where it is. */
    public String stop(RunningJob running) throws Exception {
        return running.stopWithSavepoint();
    }

    /** Publishes two files and runs the job over them to the end. */
    public Output replay(List<String> beacons, List<String> results, Variant variant) throws Exception {
        long lastHeartbeat = publish(beacons, results);
        return finish(start(variant), lastHeartbeat);
    }

    /** What is committed now. */
    public Output output() {
        return new Output(new TopicReader(bootstrapServers()));
    }

    /** What a replay writes of snapshots, line by line. */
    public List<String> snapshotFile(Path directory) throws Exception {
        return SloFiles.snapshots(endpoints, directory);
    }

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
