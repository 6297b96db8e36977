package io.convergence.bench.latency;

import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchDatabase;
import io.convergence.bench.BenchSettings;
import io.convergence.bench.Figures;
import io.convergence.jobs.ConvergenceJob;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.Delivery;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.launcher.demo.DemoObjectives;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The job under live traffic. Broker and cluster run in this process, the database beside it; the job has the options as
 * shipped except for the checkpoint interval.
 */
record MeasuredJob(
        BenchCluster cluster,
        BenchDatabase database,
        JobID job,
        CompletableFuture<JobResult> result,
        LiveTraffic traffic,
        SignalWatch watch,
        ConvergenceSettings settings,
        LatencyBound bound,
        PrintStream out) {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SECOND = 1000;
    private static final long START_WAIT = 180 * SECOND;

    /**
     * Conditions of a run.
     *
     * @param delivery delivery guarantee
     * @param intervalMillis checkpoint interval
     * @param rate views per second beside the measured hosts
     * @param conf directory of {@code config.yaml}
     */
    record Conditions(Delivery delivery, long intervalMillis, int rate, Path conf) {
        Conditions {
            if (intervalMillis < 1 || rate < 0) {
                throw new IllegalArgumentException("a run needs a positive interval and no negative rate");
            }
        }
    }

    /**
     * Starts broker, database, cluster and job.
     *
     * @param from time at which the traffic begins, epoch milliseconds; what lies in the past is published at once
     */
    static MeasuredJob start(Teardown teardown, Conditions conditions, long from, PrintStream out) throws Exception {
        RunDirectory directory = teardown.add(RunDirectory.create());
        EmbeddedBroker kafka = teardown.add(EmbeddedBroker.start(directory.of("kafka"), 0));
        LocalTopics topics = LocalTopics.defaults();
        topics.create(kafka.bootstrapServers());
        BenchDatabase database = teardown.add(BenchDatabase.start());
        BenchCluster cluster = teardown.add(BenchCluster.start(conditions.conf()));
        RecordPublisher publisher = teardown.add(new RecordPublisher(kafka.bootstrapServers()));
        DemoObjectives.read().publish(publisher, from);
        publisher.flush();
        StreamExecutionEnvironment environment = cluster.environment();
        ConvergenceSettings settings = BenchSettings.of(kafka.bootstrapServers(), database, conditions.delivery());
        LatencyBound bound = new LatencyBound(
                settings.window().slideMillis(),
                settings.time().outOfOrdernessMillis(),
                environment.getCheckpointConfig().getCheckpointInterval());
        environment.getCheckpointConfig().setCheckpointInterval(conditions.intervalMillis());
        ConvergenceJob.prepare(environment, settings);
        SignalWatch watch = teardown.add(SignalWatch.start(kafka.bootstrapServers(), Incidents.TENANT));
        JobID job = cluster.submit(environment);
        LiveTraffic traffic = new LiveTraffic(publisher, topics, conditions.rate(), from);
        return new MeasuredJob(cluster, database, job, cluster.result(job), traffic, watch, settings, bound, out);
    }

    /** Publishes traffic until a condition holds or a deadline, epoch milliseconds; returns whether it holds. */
    boolean flow(long deadline, BooleanSupplier over) {
        boolean holds = over.getAsBoolean();
        while (!holds && System.currentTimeMillis() < deadline) {
            if (result.isDone()) {
                throw new IllegalStateException("the job has ended: " + result.join());
            }
            traffic.until(System.currentTimeMillis());
            LockSupport.parkNanos(TICK_NANOS);
            holds = over.getAsBoolean();
        }
        return holds;
    }

    void flow(long end) {
        flow(end, () -> false);
    }

    /** Waits for the first checkpoint: every operator is open by then, and the first transactions are committed. */
    void awaitCheckpoint() throws Exception {
        long deadline = System.currentTimeMillis() + START_WAIT;
        while (completed(checkpoints()) == 0) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("no checkpoint within " + START_WAIT / SECOND + " s of the start");
            }
            flow(System.currentTimeMillis() + SECOND);
        }
    }

    /** Statistics of the checkpoints, or null before the first. */
    @Nullable
    CheckpointStatsSnapshot checkpoints() throws Exception {
        return cluster.checkpoints(job);
    }

    static long completed(@Nullable CheckpointStatsSnapshot checkpoints) {
        return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints();
    }

    void log(String line) {
        out.println(Figures.line(line, ""));
    }
}
