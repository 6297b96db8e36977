package io.convergence.launcher.recovery;

import io.convergence.core.slo.openslo.Document;
import io.convergence.kit.kafka.BrokerNode;
import io.convergence.kit.kafka.BrokerProcess;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.kit.process.CommandResult;
import io.convergence.kit.process.JvmProcess;
import io.convergence.launcher.cluster.FlinkProcessSettings;
import io.convergence.launcher.cluster.FlinkProcesses;
import io.convergence.launcher.cluster.Installation;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.system.Endpoints;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RealJob;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.RunningJob;
import io.convergence.launcher.system.Teardown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/** A deployment of the released jar: broker, database, ZooKeeper, JobManager and TaskManagers as child processes. */
final class DeployedSystem implements AutoCloseable {
    private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern SAVED = Pattern.compile("Savepoint completed\\. Path: (\\S+)");
    private static final Duration RECOVERY = Duration.ofMinutes(10);
    private static final Pattern NOTABLE = Pattern.compile(" (WARN|ERROR) |Restoring job |Job .* switched from state ");
    private static final int NOTABLE_LINES = 60;

    private final Teardown teardown = new Teardown();
    private final RunDirectory run = teardown.add(RunDirectory.create());
    private final Installation installation = Installation.current();
    private final LocalTopics topics = LocalTopics.defaults();
    private final BrokerNode node;
    private final JvmProcess broker;
    private final EmbeddedDatabase database;
    private final FlinkProcesses flink;
    private int addedPartitions;

    private DeployedSystem(FlinkProcessSettings settings) throws Exception {
        flink = teardown.add(FlinkProcesses.start(installation, run.of("flink"), settings));
        node = BrokerNode.format(run.of("kafka"), 0);
        Path logs = run.of("flink").resolve("log");
        broker = teardown.add(BrokerProcess.start(
                node, installation.classpath(), List.of("-Dconvergence.log=" + logs.resolve("kafka.log")), logs));
        database = teardown.add(EmbeddedDatabase.start(run.of("postgres"), 0));
    }

    /** Starts the processes; returns when every TaskManager has registered. */
    static DeployedSystem start(FlinkProcessSettings settings) throws Exception {
        DeployedSystem system = new DeployedSystem(settings);
        // Child processes outlive this one unless they are ended.
        system.teardown.onExit(() -> {});
        try {
            system.topics.create(system.bootstrapServers());
            awaitRecovery(
                    "the TaskManagers have registered", () -> system.flink.registered() == settings.taskManagers());
            return system;
        } catch (Exception e) {
            system.close();
            throw e;
        }
    }

    /** The processes of Flink. */
    FlinkProcesses flink() {
        return flink;
    }

    /** The process of the broker. */
    JvmProcess broker() {
        return broker;
    }

    /** The database. */
    EmbeddedDatabase database() {
        return database;
    }

    /** The topics. */
    LocalTopics topics() {
        return topics;
    }

    /** The address of the broker. */
    String bootstrapServers() {
        return node.bootstrapServers();
    }

    /** The rows of the database. */
    StoredRows rows() {
        return new StoredRows(
                new Endpoints(bootstrapServers(), database.jdbcUrl(), database.user(), database.password()));
    }

    /** Adds a partition to both input topics. */
    void addPartitions() {
        addedPartitions++;
        Map<String, Integer> counts = new HashMap<>();
        for (String topic : List.of(LocalTopics.BEACONS, LocalTopics.SYNTHETIC_RESULTS)) {
            counts.put(topic, topics.count(topic) + addedPartitions);
        }
        Topics.addPartitions(bootstrapServers(), counts);
    }

    /** The records committed so far. */
    Output output() {
        return new Output(new TopicReader(bootstrapServers()));
    }

    /** Publishes definitions, all written at {@link Objectives#WRITTEN_AT}. */
    void define(List<Document> documents) {
        Objectives.publish(documents, bootstrapServers());
    }

    /**
     * Submits the released jar with {@code flink run}, with further options before the jar. It keeps every snapshot of an
     * objective, as the undisturbed run does: how far a job has thinned them depends on the time of its calls.
     */
    RunningJob submit(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("run", "-d"));
        line.addAll(List.of(words));
        line.addAll(List.of(
                installation.jobJar().toString(),
                "--config",
                installation.root().resolve("conf/jobs/convergence.properties").toString(),
                "--kafka.bootstrap.servers",
                bootstrapServers(),
                "--postgres.url",
                database.jdbcUrl(),
                "--postgres.user",
                database.user(),
                "--retention.snapshots-1m",
                "3650 d",
                "--retention.snapshots-5m",
                "3650 d"));
        return flink.job(JobID.fromHexString(firstMatch(SUBMITTED, flink(line))));
    }

    /** Stops a job with {@code flink stop}; returns the path of the savepoint. */
    String stop(RunningJob job) throws Exception {
        return firstMatch(SAVED, flink(List.of("stop", job.id().toHexString())));
    }

    /** Starts processes of Flink that have ended, as the supervisor of a deployment does. */
    void supervise() {
        flink.all().forEach(JvmProcess::start);
    }

    /** The number of restarts of the job, and of its recoveries by a new JobManager. */
    long recoveries() throws IOException {
        try (Stream<String> lines = Files.lines(log(flink.jobManager()))) {
            return lines.filter(line -> line.contains("switched from state RESTARTING to RUNNING")
                            || line.contains("Restoring job "))
                    .count();
        }
    }

    /** A TaskManager that runs tasks of a job, if the job has not been restarted since its submission. */
    JvmProcess taskManagerOf(RunningJob job) throws IOException {
        String request = "for job " + job.id().toHexString();
        for (JvmProcess each : flink.taskManagers()) {
            try (Stream<String> lines = Files.lines(log(each))) {
                if (lines.anyMatch(line -> line.contains("Receive slot request") && line.contains(request))) {
                    return each;
                }
            }
        }
        throw new AssertionError("no TaskManager has a slot of job " + job.id());
    }

    /**
     * Waits until every operator has received the heartbeat of an instant, epoch milliseconds, whatever restarts meanwhile.
     * The failure contains what the JobManager last logged about the job.
     */
    void awaitEventTime(RunningJob job, long heartbeat) throws Exception {
        try {
            awaitRecovery("the job has come to " + heartbeat, () -> {
                supervise();
                return EventTime.hasReached(job, heartbeat);
            });
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "; event time is " + job.eventTime() + "; JobManager:\n" + notableLines(), e);
        }
    }

    /** The last warnings of the JobManager and states of the job. */
    String notableLines() {
        try (Stream<String> lines = Files.lines(log(flink.jobManager()))) {
            List<String> notable =
                    lines.filter(line -> NOTABLE.matcher(line).find()).toList();
            return String.join("\n", notable.subList(Math.max(0, notable.size() - NOTABLE_LINES), notable.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits up to ten minutes for a condition; an evaluation that fails because the JobManager is away is repeated. */
    static void awaitRecovery(String what, Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        ExecutionException unanswered = null;
        while (System.nanoTime() < deadline) {
            try {
                if (holds.call()) {
                    return;
                }
                unanswered = null;
            } catch (ExecutionException e) {
                unanswered = e;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        throw new AssertionError("not within " + RECOVERY.toSeconds() + " s: " + what, unanswered);
    }

    @Override
    public void close() {
        teardown.close();
    }

    private Path log(JvmProcess process) {
        return run.of("flink").resolve("log").resolve(process.name() + ".log");
    }

    private String flink(List<String> line) throws InterruptedException {
        CommandResult answer = flink.commandLine(Map.of(
                        "CONVERGENCE_FINGERPRINT_SECRET",
                        RealJob.FINGERPRINT_SECRET,
                        "CONVERGENCE_POSTGRES_PASSWORD",
                        database.password()))
                .run(line);
        if (answer.exitCode() != 0) {
            throw new AssertionError("flink " + line + " ended with " + answer.exitCode() + ":\n" + answer.output());
        }
        return answer.output();
    }

    private static String firstMatch(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no match of " + pattern + " in:\n" + text);
        }
        return matcher.group(1);
    }
}
