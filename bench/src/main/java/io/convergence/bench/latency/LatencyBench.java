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
    private static final Option OUTAGE =
            Option.flag("outage", false, "Whether to measure total outages, whose views stop, instead of error views.");
    private static final Option FROZEN = Option.flag(
            "frozen", false, "Whether to freeze the database (SIGSTOP) from the middle of the incidents on.");
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
            List<Measurement> runs = BenchOptions.read(
                    List.of(GUARANTEE, INCIDENTS, INTERVAL, SECONDS, RATE, OUTAGE, FROZEN, CONF),
                    arguments,
                    LatencyBench::runs);
            for (Measurement run : runs) {
                holds &= run.print(out);
            }
        } catch (InvalidSettings refusal) {
            BenchOptions.print(refusal, System.err);
            System.exit(BenchOptions.MISUSED);
        }
        if (!holds) {
            System.exit(1);
        }
    }

    /** A measurement that prints its result and returns whether what is promised holds. */
    private interface Measurement {
        boolean print(PrintStream out) throws Exception;
    }

    /** One measurement for each selected guarantee. */
    private static List<Measurement> runs(OptionReader options) {
        String name = options.text(GUARANTEE);
        List<Measurement> runs = Stream.of(Delivery.values())
                .filter(delivery -> name.equals("both") || name.equals(delivery.toString()))
                .map(delivery -> measurement(delivery, options))
                .toList();
        options.problems()
                .check(
                        !runs.isEmpty(),
                        GUARANTEE.key() + ": '" + name + "' is none of exactly-once, at-least-once and both");
        return runs;
    }

    private static Measurement measurement(Delivery delivery, OptionReader options) {
        int incidents = options.number(INCIDENTS, 2, 10_000);
        MeasuredJob.Conditions conditions = new MeasuredJob.Conditions(
                delivery,
                options.number(INTERVAL, 1, 3_600) * SECOND,
                options.number(RATE, 0, 1_000_000),
                Path.of(options.text(CONF)));
        long span = options.number(SECONDS, 0, 3_600) * SECOND;
        boolean frozen = options.flag(FROZEN);
        return options.flag(OUTAGE)
                ? out -> outages(new OutageRun(conditions, incidents), out)
                : out -> incidents(new LatencyRun(conditions, incidents, frozen, span), out);
    }

    private static boolean outages(OutageRun run, PrintStream out) throws Exception {
        out.println(run.conditions().delivery());
        boolean holds = true;
        for (OutageReport report : run.run(out)) {
            report.print(out);
            holds &= report.holds();
        }
        return holds;
    }

    private static boolean incidents(LatencyRun run, PrintStream out) throws Exception {
        LatencyReport report = run.run(out);
        report.print(out);
        return report.holds();
    }
}
