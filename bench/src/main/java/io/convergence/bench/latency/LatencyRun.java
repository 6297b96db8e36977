package io.convergence.bench.latency;

import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchDatabase;
import io.convergence.bench.BenchSettings;
import io.convergence.bench.Figures;
import io.convergence.core.window.WindowSpec;
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
 * Measures the time to detect with one guarantee: broker and cluster in this process, the database beside it, the job as
 * it is delivered but for the checkpoint interval.
 *
 * @param delivery what readers can rely on
 * @param incidents how many, at least 1
 * @param intervalMillis checkpoint interval of the run
 * @param spanMillis over which incidents are tipped, or 0 for one turn of the phases of slide and checkpoint
 * @param rate views a second beside the incidents
 * @param conf the directory of {@code config.yaml}
 */
record LatencyRun(Delivery delivery, int incidents, long intervalMillis, long spanMillis, int rate, Path conf) {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SECOND = 1000;
    private static final long START_WAIT = 180 * SECOND;

    /** How many times the promise is waited for. */
    private static final int PATIENCE = 4;

    LatencyRun {
        if (incidents < 1 || intervalMillis < 1 || spanMillis < 0 || rate < 0) {
            throw new IllegalArgumentException(
                    "at least one incident and an interval of a second, and nothing negative");
        }
    }

    /** Starts everything, measures, and ends it. */
    LatencyReport run(PrintStream out) throws Exception {
        try (Teardown teardown = new Teardown()) {
            RunDirectory directory = teardown.add(RunDirectory.create());
            EmbeddedBroker kafka = teardown.add(EmbeddedBroker.start(directory.of("kafka"), 0));
            LocalTopics topics = LocalTopics.defaults();
            topics.create(kafka.bootstrapServers());
            BenchDatabase database = teardown.add(BenchDatabase.start());
            BenchCluster cluster = teardown.add(BenchCluster.start(conf));
            RecordPublisher publisher = teardown.add(new RecordPublisher(kafka.bootstrapServers()));
            long now = System.currentTimeMillis();
            DemoObjectives.read().publish(publisher, now);
            publisher.flush();
            StreamExecutionEnvironment environment = cluster.environment();
            ConvergenceSettings settings = BenchSettings.of(kafka.bootstrapServers(), database, delivery);
            LatencyBound bound = bound(settings, environment);
            environment.getCheckpointConfig().setCheckpointInterval(intervalMillis);
            ConvergenceJob.prepare(environment, settings);
            SignalWatch watch = teardown.add(SignalWatch.start(kafka.bootstrapServers(), Incidents.TENANT));
            JobID job = cluster.submit(environment);
            LiveTraffic traffic = new LiveTraffic(publisher, topics, rate, System.currentTimeMillis());
            Stage stage = new Stage(cluster, job, cluster.result(job), traffic, watch, out);
            Findings findings = measure(stage, settings, bound);
            CheckpointStatsSnapshot checkpoints = cluster.checkpoints(job);
            return new LatencyReport(
                    delivery,
                    findings,
                    bound,
                    completed(checkpoints),
                    checkpoints == null
                            ? 0
                            : checkpoints
                                    .getSummaryStats()
                                    .getEndToEndDurationStats()
                                    .getMaximum());
        }
    }

    /** What takes part in a measurement. */
    private record Stage(
            BenchCluster cluster,
            JobID job,
            CompletableFuture<JobResult> result,
            LiveTraffic traffic,
            SignalWatch watch,
            PrintStream out) {

        /** Lets traffic flow until something holds or a time, epoch milliseconds; returns whether it holds. */
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

        void say(String what) {
            out.println(Figures.line(what, ""));
        }
    }

    private Findings measure(Stage stage, ConvergenceSettings settings, LatencyBound bound) throws Exception {
        awaitCheckpoint(stage);
        stage.say("the job runs; bringing " + incidents + " hosts to the brink");
        Incidents hosts = new Incidents(stage.traffic(), Brink.of(settings.thresholds()));
        for (int incident = 0; incident < incidents; incident++) {
            hosts.prepare(incident, System.currentTimeMillis());
            stage.flow(System.currentTimeMillis() + 1);
        }
        WindowSpec window = settings.window();
        long boundary = window.entersAt(window.sliceOf(System.currentTimeMillis()));
        TipSchedule schedule = schedule(boundary + bound.outOfOrderness() + SECOND, bound, settings);
        stage.flow(schedule.start());
        stage.say("tipping them over " + schedule.spanMillis() / SECOND + " s");
        for (int incident = 0; incident < incidents; incident++) {
            stage.flow(schedule.at(incident));
            hosts.tip(incident, System.currentTimeMillis());
        }
        stage.flow(
                System.currentTimeMillis() + PATIENCE * bound.promised(),
                () -> stage.watch().hosts() == incidents);
        return Findings.of(hosts.tips(), stage.watch().seen(), window);
    }

    /** The first checkpoint ends the start: everything has been opened, and the first transactions are committed. */
    private static void awaitCheckpoint(Stage stage) throws Exception {
        long deadline = System.currentTimeMillis() + START_WAIT;
        while (completed(stage.cluster().checkpoints(stage.job())) == 0) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("no checkpoint within " + START_WAIT / SECOND + " s of the start");
            }
            stage.flow(System.currentTimeMillis() + SECOND);
        }
    }

    private static long completed(@Nullable CheckpointStatsSnapshot checkpoints) {
        return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints();
    }

    /** Over one turn unless told otherwise, and over before the first signal is said again. */
    private TipSchedule schedule(long start, LatencyBound bound, ConvergenceSettings settings) {
        long span = spanMillis == 0 ? TipSchedule.turnMillis(bound.slide(), intervalMillis) : spanMillis;
        long longest = settings.episodes().reassertMillis() - bound.promised();
        if (span > longest) {
            throw new IllegalArgumentException(
                    "incidents are tipped over " + span / SECOND + " s, which is more than " + longest / SECOND);
        }
        return new TipSchedule(start, span, incidents);
    }

    private static LatencyBound bound(ConvergenceSettings settings, StreamExecutionEnvironment delivered) {
        return new LatencyBound(
                settings.window().slideMillis(),
                settings.time().outOfOrdernessMillis(),
                delivered.getCheckpointConfig().getCheckpointInterval());
    }
}
