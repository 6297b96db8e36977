package io.convergence.bench.slo;

import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchOptions;
import io.convergence.bench.BenchSettings;
import io.convergence.bench.Figures;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import io.convergence.jobs.settings.ConvergenceSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Measurement of how long after a minute boundary the budgets of very many hosts are evaluated, while views enter at the speed
 * of event time. The lag of a row contains the stagger and the turn of its budget, at most 5.5 s together.
 *
 * @param groups number of hosts, each with a budget
 * @param rate views per second
 * @param minutes minutes of event time
 * @param warmUp minutes at the start that are not measured
 * @param conf directory of {@code config.yaml}
 */
record LagBench(int groups, int rate, int minutes, int warmUp, Path conf) {
    private static final int SOURCES = 2;
    private static final long LIMIT_MILLIS = 10_000;
    private static final Option GROUPS = Option.number("groups", 100_000, "Number of hosts with a budget.");
    private static final Option RATE = Option.number("rate", 5_000, "Views per second.");
    private static final Option MINUTES = Option.number("minutes", 4, "Minutes of event time.");
    private static final Option WARM_UP = Option.number("warm-up", 1, "Boundaries at the start that are not measured.");
    private static final Option CONF = Option.text("conf", "conf", "Directory of config.yaml.");

    /**
     * Reads the options of a command line.
     *
     * @throws InvalidSettings with every problem of the command line
     */
    static LagBench of(String... arguments) {
        return BenchOptions.read(
                List.of(GROUPS, RATE, MINUTES, WARM_UP, CONF),
                arguments,
                options -> new LagBench(
                        options.number(GROUPS, 2, 10_000_000),
                        options.number(RATE, 1, 10_000_000),
                        options.number(MINUTES, 2, 1_440),
                        options.number(WARM_UP, 0, 1_440),
                        Path.of(options.text(CONF))));
    }

    /** Measures and prints a line for each boundary. Returns whether the last row of each measured one was in time. */
    boolean run(PrintStream out) throws Exception {
        long start = Instant.now().truncatedTo(ChronoUnit.DAYS).toEpochMilli();
        Traffic traffic = new Traffic(start, groups, 0, rate * 60, minutes, SOURCES);
        Counts.reset();
        RowLags.reset();
        try (BenchCluster cluster = BenchCluster.start(conf)) {
            StreamExecutionEnvironment environment = cluster.environment();
            ConvergenceSettings settings = BenchSettings.of(null);
            new SloPipeline(environment).buildPaced(traffic, rate, BenchObjective.over(30), settings);
            cluster.result(cluster.submit(environment))
                    .get()
                    .getSerializedThrowable()
                    .ifPresent(failure -> {
                        throw new IllegalStateException("the job failed", failure);
                    });
        }
        return print(out, start);
    }

    private boolean print(PrintStream out, long start) {
        long slowest = 0;
        for (RowLags.Boundary each : RowLags.boundaries()) {
            long minute = (each.boundary() - start) / 60_000;
            boolean measured = minute > warmUp;
            slowest = measured ? Math.max(slowest, each.maxMillis()) : slowest;
            out.println(Figures.line(
                    "minute " + minute + (measured ? "" : ", warm-up"),
                    "%,9d rows  lag: median %.1f s, p99 %.1f s, last %.1f s"
                            .formatted(
                                    each.rows(),
                                    each.medianMillis() / 1e3,
                                    each.p99Millis() / 1e3,
                                    each.maxMillis() / 1e3)));
        }
        boolean inTime = slowest < LIMIT_MILLIS;
        out.println(Figures.line(
                "lag of the last row, slowest boundary",
                "%.1f s, limit %.0f s: %s".formatted(slowest / 1e3, LIMIT_MILLIS / 1e3, inTime ? "kept" : "NOT KEPT")));
        return inTime;
    }
}
