package io.convergence.bench.slo;

import io.convergence.bench.Arguments;
import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchSettings;
import io.convergence.bench.Figures;
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
 * What an event costs over a short period and over a long one: an event for each group and minute, so that every one of
 * them enters all windows and makes others leave. Only the last days count, when the windows are full; short and long
 * take turns, after a run that only warms the process up.
 *
 * @param groups hosts, each with a budget
 * @param days of event time
 * @param shortDays the short period
 * @param longDays the long one
 * @param pairs how often each is run
 * @param conf directory of {@code config.yaml}
 */
record PeriodBench(int groups, int days, int shortDays, int longDays, int pairs, Path conf) {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTES_PER_DAY = 1_440;
    private static final int WARM_UP_DAYS = 20;
    private static final Duration LAST = Duration.ofDays(5);
    private static final Duration END = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 20;

    static PeriodBench of(Arguments arguments) {
        return new PeriodBench(
                arguments.number("groups", 60),
                arguments.number("days", 95),
                arguments.number("short", 1),
                arguments.number("long", 90),
                arguments.number("pairs", 2),
                Path.of(arguments.text("conf", "conf")));
    }

    PeriodReport run(PrintStream out) throws Exception {
        List<PeriodReport.Run> brief = new ArrayList<>();
        List<PeriodReport.Run> lasting = new ArrayList<>();
        run(longDays, Math.min(days, WARM_UP_DAYS), out);
        for (int i = 0; i < pairs; i++) {
            brief.add(run(shortDays, days, out));
            lasting.add(run(longDays, days, out));
        }
        return new PeriodReport(shortDays, longDays, brief, lasting);
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

    /** The first sample of which rows have come to a boundary. */
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
                // It still runs.
            }
        }
    }
}
