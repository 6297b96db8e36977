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
 * Measurement of the time to detect an incident with one delivery guarantee. Broker and cluster run in this process, the
 * database beside it; the job has the options as shipped except for the checkpoint interval.
 *
 * @param delivery delivery guarantee
 * @param incidents number of incidents, at least 1
 * @param intervalMillis checkpoint interval of the run
 * @param spanMillis span over which the incidents are spread; 0 for the least common multiple of slide and interval
 * @param rate views per second beside the incidents
 * @param conf directory of {@code config.yaml}
 */
record LatencyRun(Delivery delivery, int incidents, long intervalMillis, long spanMillis, int rate, Path conf) {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SECOND = 1000;
    private static final long START_WAIT = 180 * SECOND;

    /** The wait for outstanding signals, in multiples of the promised bound. */
    private static final int BOUNDS_WAIT = 4;

    LatencyRun {
        if (incidents < 1 || intervalMillis < 1 || spanMillis < 0 || rate < 0) {
            throw new IllegalArgumentException(
                    "a run needs at least one incident and a positive interval, and nothing may be negative");
        }
    }

    /** Starts broker, database, cluster and job, measures, and ends them. */
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
            Measured measured = new Measured(cluster, job, cluster.result(job), traffic, watch, out);
            Findings findings = measure(measured, settings, bound);
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

    /** The parts of a running measurement. */
    private record Measured(
            BenchCluster cluster,
            JobID job,
            CompletableFuture<JobResult> result,
            LiveTraffic traffic,
            SignalWatch watch,
            PrintStream out) {

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

        void log(String line) {
            out.println(Figures.line(line, ""));
        }
    }

    private Findings measure(Measured measured, ConvergenceSettings settings, LatencyBound bound) throws Exception {
        awaitCheckpoint(measured);
        measured.log("the job runs; preparing " + incidents + " hosts");
        Incidents hosts = new Incidents(measured.traffic(), Brink.of(settings.thresholds()));
        for (int incident = 0; incident < incidents; incident++) {
            hosts.prepare(incident, System.currentTimeMillis());
            measured.flow(System.currentTimeMillis() + 1);
        }
        WindowSpec window = settings.window();
        long boundary = window.entersAt(window.sliceOf(System.currentTimeMillis()));
        TipSchedule schedule = schedule(boundary + bound.outOfOrderness() + SECOND, bound, settings);
        measured.flow(schedule.start());
        measured.log("tipping their verdicts over " + schedule.spanMillis() / SECOND + " s");
        for (int incident = 0; incident < incidents; incident++) {
            measured.flow(schedule.at(incident));
            hosts.tip(incident, System.currentTimeMillis());
        }
        measured.flow(
                System.currentTimeMillis() + BOUNDS_WAIT * bound.promised(),
                () -> measured.watch().hosts() == incidents);
        return Findings.of(hosts.tips(), measured.watch().seen(), window);
    }

    /** Waits for the first checkpoint: every operator is open by then, and the first transactions are committed. */
    private static void awaitCheckpoint(Measured measured) throws Exception {
        long deadline = System.currentTimeMillis() + START_WAIT;
        while (completed(measured.cluster().checkpoints(measured.job())) == 0) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("no checkpoint within " + START_WAIT / SECOND + " s of the start");
            }
            measured.flow(System.currentTimeMillis() + SECOND);
        }
    }

    private static long completed(@Nullable CheckpointStatsSnapshot checkpoints) {
        return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints();
    }

    /** The schedule of the incidents, which must end before the first signal is re-asserted. */
    private TipSchedule schedule(long start, LatencyBound bound, ConvergenceSettings settings) {
        long span = spanMillis == 0 ? TipSchedule.turnMillis(bound.slide(), intervalMillis) : spanMillis;
        long longest = settings.episodes().reassertMillis() - bound.promised();
        if (span > longest) {
            throw new IllegalArgumentException("incidents are spread over " + span / SECOND + " s; at most "
                    + longest / SECOND + " s are possible");
        }
        return new TipSchedule(start, span, incidents);
    }

    private static LatencyBound bound(ConvergenceSettings settings, StreamExecutionEnvironment shipped) {
        return new LatencyBound(
                settings.window().slideMillis(),
                settings.time().outOfOrdernessMillis(),
                shipped.getCheckpointConfig().getCheckpointInterval());
    }
}
