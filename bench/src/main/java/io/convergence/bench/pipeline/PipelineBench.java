package io.convergence.bench.pipeline;

import io.convergence.bench.BenchOptions;
import io.convergence.bench.BenchProcesses;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import io.convergence.kit.files.Directories;
import io.convergence.kit.process.JvmProcess;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures variants in turns over the topic of each load, each in a process of its own, and prints their rates and ratios.
 */
public final class PipelineBench {
    private static final Option VARIANTS =
            Option.text("variants", "limit,convergence,slo,stock,sql,poll", "Variants, separated by commas.");
    private static final Option BACKENDS = Option.text("backends", "rocksdb,hashmap", "State backends of the jobs.");
    private static final Option ROUNDS = Option.number("rounds", 3, "Number of measurements of each variant.");
    private static final Option HEAP = Option.text("heap", "3g", "Heap of each measured process.");

    private static final List<Option> OPTIONS = Stream.concat(
                    TrafficShape.OPTIONS.stream(),
                    Stream.of(
                            VARIANTS,
                            BACKENDS,
                            ROUNDS,
                            HEAP,
                            PipelineOptions.SLIDE,
                            PipelineOptions.LIMIT,
                            JobSettings.OPTION,
                            PipelineOptions.CONF))
            .toList();

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration START = Duration.ofMinutes(20);

    private final List<Variant> variants;
    private final List<String> backends;
    private final int rounds;
    private final String heap;
    private final List<Load> loads;
    private final Duration limit;
    private final JobSettings settings;
    private final Path conf;

    private PipelineBench(OptionReader reader) {
        variants = names(reader, VARIANTS).map(Variant::of).toList();
        reader.problems()
                .check(
                        variants.stream().map(Variant::readsEvents).distinct().count() == 1,
                        "variants: events and sessions are measured apart from the others");
        backends = names(reader, BACKENDS).toList();
        rounds = reader.number(ROUNDS, 1, 100);
        heap = reader.text(HEAP);
        loads = Load.read(reader);
        limit = reader.duration(PipelineOptions.LIMIT, Duration.ofSeconds(1), PipelineOptions.LONGEST);
        settings = JobSettings.read(reader);
        conf = Path.of(reader.text(PipelineOptions.CONF));
    }

    /**
     * Measures and prints the results.
     *
     * @param arguments options, see {@code bench/pipeline.sh}
     */
    public static void main(String[] arguments) throws Exception {
        try {
            BenchOptions.read(OPTIONS, arguments, PipelineBench::new).run(System.out);
        } catch (InvalidSettings refusal) {
            BenchOptions.print(refusal, System.err);
            System.exit(BenchOptions.MISUSED);
        }
    }

    private void run(PrintStream out) throws SQLException {
        Path logs = Directories.temporary("convergence-pipeline-");
        try (Brokers brokers = new Brokers(shape -> start("broker", traffic(), "1500m", shape.arguments(), logs));
                JvmProcess database = start("database", DatabaseForPipeline.class, "256m", List.of(), logs)) {
            String url = BenchProcesses.awaited(database, "database: ");
            RatioTable table = new RatioTable(loads.get(0));
            Set<TrafficShape> read = new HashSet<>();
            for (int round = 1; round <= rounds; round++) {
                for (Load load : loads) {
                    String[] address = BenchProcesses.awaited(brokers.of(load.shape()), "broker: ")
                            .split(" ", 2);
                    if (round == 1) {
                        out.println(load.shape() + ", slide " + load.slide().toSeconds() + " s, " + address[1]
                                + " records");
                    }
                    if (read.add(load.shape())) {
                        readOnce(load, address, url, logs);
                    }
                    for (Variant variant : variants) {
                        for (String backend : variant.hasState() ? backends : backends.subList(0, 1)) {
                            DatabaseForPipeline.clear(url);
                            Measured measured = measure(options(variant, backend, load, address, url), logs);
                            table.add(variant, backend, load, measured);
                            print(out, round, variant, backend, load, measured);
                        }
                    }
                }
            }
            table.print(out);
        } finally {
            Directories.delete(logs);
        }
    }

    /** Reads the topic of a load once without a measurement, so that the first variant has no other conditions than later ones. */
    private void readOnce(Load load, String[] address, String url, Path logs) {
        Variant limit = variants.get(0).readsEvents() ? Variant.EVENTS : Variant.LIMIT;
        measure(options(limit, backends.get(0), load, address, url), logs);
    }

    private PipelineOptions options(Variant variant, String backend, Load load, String[] address, String url) {
        return new PipelineOptions(
                variant,
                backend,
                load.shape(),
                address[0],
                Long.parseLong(address[1]),
                url,
                load.slide(),
                limit,
                settings,
                conf);
    }

    /** The program of the broker: that of events when the first variant reads events, which all others then do as well. */
    private Class<?> traffic() {
        return variants.get(0).readsEvents() ? BrokerWithEvents.class : BrokerWithTraffic.class;
    }

    private void print(PrintStream out, int round, Variant variant, String backend, Load load, Measured measured) {
        out.printf(
                Locale.ROOT,
                "  %d %-12s %-8s %8.0f records/s  last %6.1f s  end %6.1f s  cpu %6.1f s  gc %5.1f s  %s%n",
                round,
                variant,
                variant.hasState() ? backend : "",
                measured.rate(),
                measured.seconds(),
                measured.endSeconds(),
                measured.cpuSeconds(),
                measured.collectionSeconds(),
                load.difference(loads.get(0)));
    }

    private Measured measure(PipelineOptions options, Path logs) {
        String name = options.variant() + "-" + options.backend();
        List<String> jvm = Stream.concat(
                        Stream.of("-Xmx" + heap, "-Xms" + heap),
                        BenchProcesses.taskManagerOptions(options.conf()).stream())
                .toList();
        try (JvmProcess process = BenchProcesses.start(name, PipelineRun.class, jvm, options.arguments(), logs)) {
            long deadline = System.nanoTime() + options.limit().plus(START).toNanos();
            while (process.isAlive() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TICK_NANOS);
            }
            Measured measured = Measured.in(process.output());
            if (measured == null) {
                throw new IllegalStateException(name + " measured nothing:\n" + process.outputTail());
            }
            process.output().lines().filter(line -> line.startsWith("state")).forEach(System.out::println);
            return measured;
        }
    }

    private static JvmProcess start(String name, Class<?> main, String heap, List<String> arguments, Path logs) {
        return BenchProcesses.start(name, main, List.of("-Xmx" + heap), arguments, logs);
    }

    private static Stream<String> names(OptionReader reader, Option option) {
        return Arrays.stream(reader.text(option).split(",", -1));
    }
}
