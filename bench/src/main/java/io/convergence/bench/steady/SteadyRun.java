package io.convergence.bench.steady;

import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchOptions;
import io.convergence.bench.BenchSettings;
import io.convergence.bench.RecordMeter;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import io.convergence.jobs.ConvergenceJob;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Measurement of the job at a steady rate, in a process of its own.
 *
 * @param options what is measured
 * @param broker address of the broker
 * @param database JDBC address of the database
 * @param pauses file of the collector's log
 */
public record SteadyRun(SteadyOptions options, String broker, String database, Path pauses) {
    private static final Option BROKER = Option.required("broker", "Address of the broker.");
    private static final Option DATABASE = Option.required("database", "JDBC address of the database.");
    private static final Option PAUSES = Option.required("pauses", "File of the collector's log.");
    private static final List<Option> OPTIONS = Stream.concat(
                    SteadyOptions.OPTIONS.stream(), Stream.of(BROKER, DATABASE, PAUSES))
            .toList();

    /** How far event time may be behind the wall clock once the history was read. */
    private static final Duration CURRENT = Duration.ofSeconds(8);

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Most hosts of a tenant: all of them are measured. */
    private static final String HOSTS = "10000000";

    /** Checkpoints whose statistics are kept. */
    private static final String CHECKPOINTS = "10000";

    /**
     * Measures and prints the results.
     *
     * @param arguments options of {@link SteadyOptions}, and {@code broker}, {@code database} and {@code pauses}
     */
    public static void main(String[] arguments) throws Exception {
        try {
            BenchOptions.read(OPTIONS, arguments, SteadyRun::read).run(System.out);
        } catch (InvalidSettings refusal) {
            BenchOptions.print(refusal, System.err);
            System.exit(BenchOptions.MISUSED);
        }
    }

    private static SteadyRun read(OptionReader reader) {
        return new SteadyRun(
                SteadyOptions.read(reader), reader.text(BROKER), reader.text(DATABASE), Path.of(reader.text(PAUSES)));
    }

    private void run(PrintStream out) throws Exception {
        Map<String, String> engine = new HashMap<>(RecordMeter.OPTIONS);
        engine.put("web.checkpoints.history", CHECKPOINTS);
        try (BenchCluster cluster = BenchCluster.start(options.conf(), engine)) {
            StreamExecutionEnvironment environment = cluster.environment();
            ConvergenceJob.prepare(environment, BenchSettings.with(settings()));
            JobID job = cluster.submit(environment);
            CompletableFuture<JobResult> result = cluster.result(job);
            long start = System.nanoTime();
            await(result, this::isCurrent);
            out.printf(Locale.ROOT, "history read after %.0f s%n", (System.nanoTime() - start) / 1e9);
            long settled = System.nanoTime() + options.settle().toNanos();
            await(result, () -> System.nanoTime() > settled);
            measure(cluster, job, result, out);
            cluster.cancel(job);
        }
    }

    private void measure(BenchCluster cluster, JobID job, CompletableFuture<JobResult> result, PrintStream out)
            throws Exception {
        List<EvaluationLag> lags = lags();
        Heap heap = new Heap(options.collect());
        long began = System.currentTimeMillis();
        Moment from = Moment.now();
        long end = System.nanoTime() + options.span().toNanos();
        await(result, () -> {
            lags.forEach(EvaluationLag::sample);
            heap.collectWhenDue();
            return System.nanoTime() > end;
        });
        Moment to = Moment.now();
        lags.forEach(lag -> lag.print(out));
        new Checkpoints(cluster.checkpoints(job), began).print(out, options.keys());
        printPauses(from, heap, out);
        new Stages(from, to).print(out);
        cluster.savepointBytes(job);
        Checkpoints.printSavepoint(out, cluster.savepointBytesByTask(job), options.keys());
    }

    private void printPauses(Moment from, Heap heap, PrintStream out) throws IOException {
        CollectorLog log = CollectorLog.read(pauses, from.uptimeSeconds());
        log.print(out);
        if (options.collect().isZero()) {
            Heap.print(out, "heap after a pause", log.heapAfter());
        } else {
            Heap.print(out, "heap after an explicit collection", heap.points());
        }
    }

    private List<EvaluationLag> lags() {
        EvaluationLag verdicts = new EvaluationLag("converge");
        return options.hasObjectives() ? List.of(verdicts, new EvaluationLag("budgets")) : List.of(verdicts);
    }

    private boolean isCurrent() {
        List<String> operators = options.hasObjectives() ? List.of("converge", "budgets") : List.of("converge");
        return RecordMeter.eventTime(operators) > System.currentTimeMillis() - CURRENT.toMillis();
    }

    /** A condition that is looked at every 50 ms. */
    private interface Condition {
        boolean holds();
    }

    private void await(CompletableFuture<JobResult> result, Condition condition) {
        long deadline = System.nanoTime()
                + options.limit().plus(options.settle()).plus(options.span()).toNanos();
        while (!condition.holds()) {
            if (result.isDone()) {
                throw new IllegalStateException("the job has ended: " + result.join());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the job does not keep up with the rate");
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", broker),
                Map.entry("postgres.url", database),
                Map.entry("postgres.user", "postgres"),
                Map.entry("bounds.hosts", HOSTS),
                Map.entry("source.group", UUID.randomUUID().toString()),
                Map.entry("delivery.transaction-prefix", UUID.randomUUID().toString()),
                Map.entry("convergence.branches", options.branches()),
                Map.entry("store.rum-minutes", options.rumMinutes()),
                Map.entry("window.cache-bytes", options.cache() + " mb"),
                Map.entry("store.minutes", String.valueOf(options.minutes())));
    }
}
