package io.convergence.bench.latency;

import io.convergence.bench.BenchOptions;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import io.convergence.jobs.settings.Delivery;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Measures the time from the beacon that changes a verdict to the signal at its reader. */
public final class LatencyBench {
    private static final long SECOND = 1000;

    private static final Option GUARANTEE =
            Option.text("guarantee", "both", "Delivery guarantee: exactly-once, at-least-once or both.");
    private static final Option INCIDENTS = Option.number("incidents", 101, "Number of incidents.");
    private static final Option INTERVAL = Option.number("interval", 11, "Checkpoint interval in seconds.");
    private static final Option SECONDS = Option.number(
            "seconds", 0, "Seconds over which the incidents are spread; 0 derives them from the interval.");
    private static final Option RATE = Option.number("rate", 300, "Views per second beside the incidents.");
    private static final Option CONF = Option.text("conf", "conf", "Directory of config.yaml.");

    private LatencyBench() {}

    /**
     * Measures and prints the result. The exit code is 1 when the promised bound does not hold.
     *
     * @param arguments see {@code bench/latency.sh}
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        boolean holds = true;
        try {
            List<LatencyRun> runs = BenchOptions.read(
                    List.of(GUARANTEE, INCIDENTS, INTERVAL, SECONDS, RATE, CONF), arguments, LatencyBench::runs);
            for (LatencyRun run : runs) {
                LatencyReport report = run.run(out);
                report.print(out);
                holds &= report.holds();
            }
        } catch (InvalidSettings refusal) {
            BenchOptions.print(refusal, System.err);
            System.exit(BenchOptions.MISUSED);
        }
        if (!holds) {
            System.exit(1);
        }
    }

    /** One run for each selected guarantee. */
    private static List<LatencyRun> runs(OptionReader options) {
        String name = options.text(GUARANTEE);
        List<LatencyRun> runs = Stream.of(Delivery.values())
                .filter(delivery -> name.equals("both") || name.equals(delivery.toString()))
                .map(delivery -> new LatencyRun(
                        delivery,
                        options.number(INCIDENTS, 1, 10_000),
                        options.number(INTERVAL, 1, 3_600) * SECOND,
                        options.number(SECONDS, 0, 3_600) * SECOND,
                        options.number(RATE, 0, 1_000_000),
                        Path.of(options.text(CONF))))
                .toList();
        options.problems()
                .check(
                        !runs.isEmpty(),
                        GUARANTEE.key() + ": '" + name + "' is none of exactly-once, at-least-once and both");
        return runs;
    }
}
