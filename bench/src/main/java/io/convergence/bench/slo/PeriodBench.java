package io.convergence.bench.slo;

import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchOptions;
import io.convergence.bench.BenchSettings;
import io.convergence.bench.Figures;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Measurement of the cost of an event with a short period and with a long one. Each group has one event per minute, so
 * that every event enters all windows and evicts another. Only the last days are measured, when the windows are full. Runs
 * with the short and the long period alternate, after one run that warms the JVM up.
 *
 * @param groups number of hosts, each with a budget
 * @param days days of event time
 * @param shortDays the short period, days
 * @param longDays the long period, days
 * @param pairs number of runs with each period
 * @param conf directory of {@code config.yaml}
 */
record PeriodBench(int groups, int days, int shortDays, int longDays, int pairs, Path conf) {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTES_PER_DAY = 1_440;
    private static final int WARM_UP_DAYS = 20;
    private static final Duration LAST = Duration.ofDays(5);
    private static final Duration END = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 20;

    private static final Option GROUPS = Option.number("groups", 60, "Number of hosts with a budget.");
    private static final Option DAYS = Option.number("days", 95, "Days of event time.");
    private static final Option SHORT = Option.number("short", 1, "The short period in days.");
    private static final Option LONG = Option.number("long", 90, "The long period in days.");
    private static final Option PAIRS = Option.number("pairs", 2, "Number of runs with each period.");
    private static final Option CONF = Option.text("conf", "conf", "Directory of config.yaml.");

    /**
     * Reads the options of a command line.
     *
     * @throws InvalidSettings with every problem of the command line
     */
    static PeriodBench of(String... arguments) {
        return BenchOptions.read(
                List.of(GROUPS, DAYS, SHORT, LONG, PAIRS, CONF),
                arguments,
                options -> new PeriodBench(
                        options.number(GROUPS, 1, 1_000_000),
                        options.number(DAYS, 1, 10_000),
                        options.number(SHORT, 1, 366),
                        options.number(LONG, 1, 366),
                        options.number(PAIRS, 1, 1_000),
                        Path.of(options.text(CONF))));
    }

    /** Measures; prints a line after each run. */
    PeriodReport run(PrintStream out) throws Exception {
        List<PeriodReport.Run> shortRuns = new ArrayList<>();
        List<PeriodReport.Run> longRuns = new ArrayList<>();
        run(longDays, Math.min(days, WARM_UP_DAYS), out);
        for (int i = 0; i < pairs; i++) {
            shortRuns.add(run(shortDays, days, out));
            longRuns.add(run(longDays, days, out));
        }
        return new PeriodReport(shortDays, longDays, shortRuns, longRuns);
    }

    private PeriodReport.Run run(int periodDays, int length, PrintStream out) throws Exception {
        Traffic traffic = new Traffic(START.toEpochMilli(), groups, (long) length * MINUTES_PER_DAY, groups, 0, 1);
        Counts.reset();
        try (BenchCluster cluster = BenchCluster.start(conf)) {
            StreamExecutionEnvironment environment = cluster.environment();
            new SloPipeline(environment).build(traffic, BenchObjective.over(periodDays), BenchSettings.of(null));
            Sample before = Sample.now();
            JobID job = cluster.submit(environment);
            CompletableFuture<JobResult> result = cluster.result(job);
            Sample from = await(Math.max(traffic.start(), traffic.end() - LAST.toMillis()), result);
            Sample to = await(traffic.end() - END.toMillis(), result);
            result.get();
            long events = to.snapshots() - from.snapshots();
            PeriodReport.Run run = new PeriodReport.Run(
                    events,
                    (to.nanos() - from.nanos()) / 1e3 / events,
                    (to.cpuNanos() - from.cpuNanos()) / 1e3 / events,
                    Counts.counted());
            out.println(Figures.line(
                    periodDays + " d, " + length + " d of events",
                    "%,d events in %.0f s, the last %,d: %.2f us wall, %.2f us cpu each"
                            .formatted(to.events(), to.secondsSince(before), events, run.micros(), run.cpuMicros())));
            return run;
        }
    }

    /** The first sample whose rows have reached a boundary, epoch milliseconds, or the last one of the job. */
    private static Sample await(long boundary, CompletableFuture<JobResult> result) throws Exception {
        for (; ; ) {
            Sample sample = Sample.now();
            if (sample.boundary() >= boundary) {
                return sample;
            }
            try {
                result.get(POLL_MILLIS, TimeUnit.MILLISECONDS)
                        .getSerializedThrowable()
                        .ifPresent(failure -> {
                            throw new IllegalStateException("the job failed", failure);
                        });
                return Sample.now();
            } catch (TimeoutException e) {
                // The job still runs.
            }
        }
    }
}
