package io.convergence.bench.slo;

import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchDatabase;
import io.convergence.bench.BenchOptions;
import io.convergence.bench.BenchSettings;
import io.convergence.bench.Figures;
import io.convergence.bench.HeapPeak;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import io.convergence.jobs.connect.SloSinks;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.topology.SloOutputs;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStatsSummarySnapshot;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Measurement of the throughput of the SLO branch with a budget for each of very many hosts. Views are generated as fast as
 * the branch accepts them, at a fixed rate in event time. The first third of the measured time is warm-up.
 *
 * @param groups number of hosts, each with a budget
 * @param rate views per second of event time
 * @param seconds duration of the measurement after the quiet minutes
 * @param quietMinutes minutes of event time at the start with one view of each host per minute
 * @param minutes minutes of event time after that; the measurement ends early when they are used up
 * @param periodDays period of the objective, days
 * @param conf directory of {@code config.yaml}
 * @param postgres whether rows are written to a database
 */
record ScaleBench(
        int groups, int rate, int seconds, int quietMinutes, int minutes, int periodDays, Path conf, boolean postgres) {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final double MINUTE_SECONDS = 60;
    private static final int SOURCES = 2;
    private static final Option GROUPS = Option.number("groups", 100_000, "Number of hosts with a budget.");
    private static final Option RATE = Option.number("rate", 20_000, "Views per second of event time.");
    private static final Option SECONDS = Option.number("seconds", 90, "Seconds that are measured.");
    private static final Option QUIET = Option.number("quiet", 12, "Minutes with one view of each host per minute.");
    private static final Option MINUTES = Option.number("minutes", 1_440, "Minutes of event time at the full rate.");
    private static final Option PERIOD = Option.number("period", 30, "Period of the objective in days.");
    private static final Option CONF = Option.text("conf", "conf", "Directory of config.yaml.");
    private static final Option POSTGRES = Option.flag("postgres", false, "Whether rows are written to a database.");

    /**
     * Reads the options of a command line.
     *
     * @throws InvalidSettings with every problem of the command line
     */
    static ScaleBench of(String... arguments) {
        return BenchOptions.read(
                List.of(GROUPS, RATE, SECONDS, QUIET, MINUTES, PERIOD, CONF, POSTGRES),
                arguments,
                options -> new ScaleBench(
                        options.number(GROUPS, 1, 10_000_000),
                        options.number(RATE, 1, 10_000_000),
                        options.number(SECONDS, 1, 86_400),
                        options.number(QUIET, 0, 1_440),
                        options.number(MINUTES, 1, 1_000_000),
                        options.number(PERIOD, 1, 366),
                        Path.of(options.text(CONF)),
                        options.flag(POSTGRES)));
    }

    /** Measures; prints a line every five seconds. */
    ScaleReport run(PrintStream out) throws Exception {
        if (!postgres) {
            return run(out, null);
        }
        try (BenchDatabase database = BenchDatabase.start()) {
            return run(out, database);
        }
    }

    private ScaleReport run(PrintStream out, @Nullable BenchDatabase database) throws Exception {
        // Rows of days beyond the retention would not be written, so event time begins yesterday.
        long start = Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .minus(1, ChronoUnit.DAYS)
                .toEpochMilli();
        Traffic traffic = new Traffic(start, groups, quietMinutes, rate * 60, minutes, SOURCES);
        Counts.reset();
        try (BenchCluster cluster = BenchCluster.start(conf)) {
            StreamExecutionEnvironment environment = cluster.environment();
            ConvergenceSettings settings = BenchSettings.of(database);
            SloOutputs outputs = new SloPipeline(environment).build(traffic, BenchObjective.over(periodDays), settings);
            if (database != null) {
                SloSinks.attach(outputs, settings.forTables());
            }
            HeapPeak heap = HeapPeak.watch();
            JobID job = cluster.submit(environment);
            List<Sample> samples = watch(cluster.result(job), traffic.quietEvents(), out);
            CheckpointStatsSnapshot checkpoints = cluster.checkpoints(job);
            cluster.cancel(job);
            return report(samples, checkpoints, heap.bytes(), database == null ? -1 : database.snapshotRows());
        }
    }

    /** Samples of every interval until the job or the time ends, beginning with the last one of the quiet minutes. */
    private List<Sample> watch(CompletableFuture<JobResult> result, long quietEvents, PrintStream out)
            throws ExecutionException, InterruptedException {
        Sample start = Sample.now();
        List<Sample> samples = new ArrayList<>();
        samples.add(start);
        boolean over = false;
        while (!over && last(samples).secondsSince(samples.get(0)) < seconds) {
            over = isOver(result);
            Sample sample = Sample.now();
            out.println(line(start, last(samples), sample));
            if (!over && sample.events() <= quietEvents) {
                samples.clear();
            }
            samples.add(sample);
        }
        return samples;
    }

    private static String line(Sample start, Sample before, Sample now) {
        double rows = (now.snapshots() - before.snapshots()) / now.secondsSince(before);
        return Figures.line(
                "after " + Math.round(now.secondsSince(start)) + " s",
                "%,9.0f events/s  %,9.0f rows/s  %.2f cores"
                        .formatted(now.rateSince(before), rows, now.coresSince(before)));
    }

    private static boolean isOver(CompletableFuture<JobResult> result) throws ExecutionException, InterruptedException {
        try {
            JobResult over = result.get(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            over.getSerializedThrowable().ifPresent(failure -> {
                throw new IllegalStateException("the job failed", failure);
            });
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private ScaleReport report(
            List<Sample> samples, @Nullable CheckpointStatsSnapshot checkpoints, long heap, long databaseRows) {
        int warm = samples.size() / 3;
        Sample from = samples.get(warm);
        Sample to = last(samples);
        double[] rates = new double[samples.size() - 1 - warm];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = samples.get(warm + 1 + i).rateSince(samples.get(warm + i));
        }
        long events = to.events() - from.events();
        double slowest = Double.MAX_VALUE;
        for (double each : rates) {
            slowest = Math.min(slowest, each);
        }
        CompletedCheckpointStatsSummarySnapshot summary = checkpoints == null ? null : checkpoints.getSummaryStats();
        return new ScaleReport(
                rate,
                Figures.median(rates),
                slowest,
                to.rateSince(from),
                rates.length,
                to.secondsSince(from),
                to.coresSince(from),
                (to.cpuNanos() - from.cpuNanos()) / 1e3 / events,
                to.events(),
                Counts.groups(),
                Counts.counted(),
                to.snapshots(),
                (to.snapshots() - from.snapshots()) / (events / (rate * MINUTE_SECONDS)),
                Counts.signals(),
                heap,
                checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfCompletedCheckpoints(),
                summary == null
                        ? List.of(0L, 0L)
                        : List.of(
                                summary.getEndToEndDurationStats().getAverage(),
                                summary.getEndToEndDurationStats().getMaximum()),
                summary == null
                        ? List.of(0L, 0L)
                        : List.of(
                                summary.getCheckpointedSize().getAverage(),
                                summary.getStateSizeStats().getMaximum()),
                databaseRows);
    }

    private static Sample last(List<Sample> samples) {
        return samples.get(samples.size() - 1);
    }
}
