package io.convergence.bench.slo;

import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchOptions;
import io.convergence.bench.BenchSettings;
import io.convergence.bench.RecordMeter;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Measurement of what a producer with a wrong clock costs: both branches of the job process the same stream with and
 * without a producer whose clock is ahead. It makes the views of all others late. Runs without a limit of the rate measure
 * the time, in pairs; a run of each kind at a rate below that measures the lag of event time.
 *
 * @param hosts number of hosts, each with a budget
 * @param rate views per second of event time
 * @param minutes minutes of event time of a run
 * @param pairs number of runs of each kind without a limit
 * @param leadSeconds by how much the producer is ahead
 * @param pace views per second of the runs that measure the lag
 * @param conf directory of {@code config.yaml}
 */
record SkewBench(int hosts, int rate, int minutes, int pairs, int leadSeconds, int pace, Path conf) {
    private static final int SOURCES = 2;
    private static final long SAMPLE_MILLIS = 200;
    private static final List<String> LAST_OPERATORS = List.of("converge", "closed-minutes", "budgets");
    private static final Option HOSTS = Option.number("hosts", 1_000, "Number of hosts.");
    private static final Option RATE = Option.number("rate", 2_000, "Views per second of event time.");
    private static final Option MINUTES = Option.number("minutes", 6, "Minutes of event time of a run.");
    private static final Option PAIRS = Option.number("pairs", 2, "Runs with and without the producer.");
    private static final Option LEAD = Option.number("lead", 30, "Seconds by which the producer is ahead.");
    private static final Option PACE = Option.number("pace", 6_000, "Views per second when the lag is measured.");
    private static final Option CONF = Option.text("conf", "conf", "Directory of config.yaml.");

    /**
     * Reads the options of a command line.
     *
     * @throws InvalidSettings with every problem of the command line
     */
    static SkewBench of(String... arguments) {
        return BenchOptions.read(
                List.of(HOSTS, RATE, MINUTES, PAIRS, LEAD, PACE, CONF),
                arguments,
                options -> new SkewBench(
                        options.number(HOSTS, 2, 1_000_000),
                        options.number(RATE, 1, 10_000_000),
                        options.number(MINUTES, 1, 100_000),
                        options.number(PAIRS, 1, 100),
                        options.number(LEAD, 1, 600),
                        options.number(PACE, 1, 10_000_000),
                        Path.of(options.text(CONF))));
    }

    /** Measures; prints a line after every run. The first run warms up. */
    SkewReport run(PrintStream out) throws Exception {
        List<SkewRun> even = new ArrayList<>();
        List<SkewRun> skewed = new ArrayList<>();
        run(0, 0, out);
        for (int pair = 0; pair < pairs; pair++) {
            even.add(run(0, 0, out));
            skewed.add(run(leadSeconds, 0, out));
        }
        return new SkewReport(even, skewed, run(0, pace, out), run(leadSeconds, pace, out));
    }

    private SkewRun run(int lead, int viewsPerSecond, PrintStream out) throws Exception {
        long start = Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .minus(1, ChronoUnit.DAYS)
                .toEpochMilli();
        Traffic traffic = new Traffic(start, hosts, 0, rate * 60, minutes, SOURCES, lead * 1000L);
        Counts.reset();
        try (BenchCluster cluster = BenchCluster.start(conf, RecordMeter.OPTIONS)) {
            StreamExecutionEnvironment environment = cluster.environment();
            new SloPipeline(environment)
                    .buildBoth(traffic, viewsPerSecond, BenchObjective.over(30), BenchSettings.of(null));
            JobID job = cluster.submit(environment);
            SkewRun run = watch(traffic, cluster.result(job));
            out.println(run.line(lead, viewsPerSecond));
            return run;
        }
    }

    /** Samples the job from its first view to its end. */
    private SkewRun watch(Traffic traffic, CompletableFuture<JobResult> result) throws Exception {
        Sample first = Sample.now();
        List<SkewRun.Lag> lags = new ArrayList<>();
        boolean over = false;
        while (!over) {
            over = isOver(result);
            Sample now = Sample.now();
            if (first.events() == 0) {
                first = now;
            }
            long reached = RecordMeter.eventTime(LAST_OPERATORS);
            if (reached > traffic.start() && now.events() < traffic.events()) {
                long due = traffic.watermark(traffic.timeAt(now.events()));
                double perWallMilli = now.rateSince(first) / rate;
                lags.add(new SkewRun.Lag(now.events(), Math.round((due - reached) / perWallMilli)));
            }
        }
        Sample last = Sample.now();
        return new SkewRun(
                last.secondsSince(first), (last.cpuNanos() - first.cpuNanos()) / 1e9, traffic.events(), lags);
    }

    private static boolean isOver(CompletableFuture<JobResult> result) throws Exception {
        try {
            JobResult over = result.get(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
            over.getSerializedThrowable().ifPresent(failure -> {
                throw new IllegalStateException("the job failed", failure);
            });
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
