package io.convergence.bench.steady;

import io.convergence.bench.BenchOptions;
import io.convergence.bench.BenchProcesses;
import io.convergence.bench.pipeline.BrokerWithTraffic;
import io.convergence.bench.pipeline.DatabaseForPipeline;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import io.convergence.kit.files.Directories;
import io.convergence.kit.process.JvmProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures the job while it reads live traffic at a steady rate: broker with producer, database and job are processes of
 * their own.
 *
 * @param options what is measured
 * @param heap heap of the job's process
 * @param collector collector of the job's process, as in {@code -XX:+UseG1GC} without {@code Use} and {@code GC}
 */
public record SteadyBench(SteadyOptions options, String heap, String collector) {
    private static final Option HEAP = Option.text("heap", "1200m", "Heap of the job's process.");
    private static final Option COLLECTOR = Option.text("collector", "G1", "Collector: G1, Parallel or Serial.");
    private static final List<String> COLLECTORS = List.of("G1", "Parallel", "Serial");
    private static final List<Option> OPTIONS = Stream.concat(
                    SteadyOptions.OPTIONS.stream(), Stream.of(HEAP, COLLECTOR))
            .toList();

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SPARE_MINUTES = 5;

    /**
     * Measures and prints the results.
     *
     * @param arguments options, see {@code bench/steady.sh}
     */
    public static void main(String[] arguments) {
        try {
            BenchOptions.read(OPTIONS, arguments, SteadyBench::read).run(System.out);
        } catch (InvalidSettings refusal) {
            BenchOptions.print(refusal, System.err);
            System.exit(BenchOptions.MISUSED);
        }
    }

    private static SteadyBench read(OptionReader reader) {
        SteadyBench bench = new SteadyBench(SteadyOptions.read(reader), reader.text(HEAP), reader.text(COLLECTOR));
        reader.problems()
                .check(
                        COLLECTORS.contains(bench.collector),
                        COLLECTOR.key() + ": '" + bench.collector + "' is none of " + String.join(", ", COLLECTORS));
        return bench;
    }

    private void run(PrintStream out) {
        Path logs = Directories.temporary("convergence-steady-");
        try (JvmProcess database = BenchProcesses.start(
                        "database", DatabaseForPipeline.class, List.of("-Xmx256m"), List.of(), logs);
                JvmProcess broker = BenchProcesses.start(
                        "broker",
                        BrokerWithTraffic.class,
                        List.of("-Xmx1500m"),
                        options.traffic(System.currentTimeMillis()),
                        logs)) {
            String url = BenchProcesses.awaited(database, "database: ");
            String topics = BenchProcesses.awaited(broker, "topics: ");
            Path pauses = logs.resolve("pauses.log");
            List<String> arguments = Stream.concat(
                            options.arguments().stream(),
                            Stream.of("--broker", topics, "--database", url, "--pauses", pauses.toString()))
                    .toList();
            List<String> jvm = Stream.concat(
                            BenchProcesses.taskManagerOptions(options.conf(), collector).stream(),
                            Stream.of("-Xmx" + heap, "-Xms" + heap, "-Xlog:gc:file=" + pauses + ":uptime"))
                    .toList();
            try (JvmProcess job = BenchProcesses.start("job", SteadyRun.class, jvm, arguments, logs)) {
                print(job, out);
            }
        } finally {
            Directories.delete(logs);
        }
    }

    /** Prints what the job's process prints, as it comes, until it ends. */
    private void print(JvmProcess job, PrintStream out) {
        long deadline = System.nanoTime()
                + options.limit()
                        .plus(options.settle())
                        .plus(options.span())
                        .plusMinutes(SPARE_MINUTES)
                        .toNanos();
        int printed = 0;
        boolean alive = true;
        while (alive && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TICK_NANOS);
            alive = job.isAlive();
            String output = job.output();
            int end = output.lastIndexOf('\n') + 1;
            out.print(output.substring(printed, end));
            printed = end;
        }
        if (alive || job.exitCode() != 0) {
            throw new IllegalStateException(alive ? "the job did not end in time" : "the job failed");
        }
    }
}
