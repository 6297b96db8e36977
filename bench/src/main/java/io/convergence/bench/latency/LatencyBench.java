package io.convergence.bench.latency;

import io.convergence.bench.Arguments;
import io.convergence.jobs.settings.Delivery;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Measures how long it takes from the beacon that tips a verdict to the signal in the hands of its reader. */
public final class LatencyBench {
    private static final long SECOND = 1000;

    private LatencyBench() {}

    /**
     * Measures and prints; ends with exit code 1 when what is promised does not hold.
     *
     * @param arguments see {@code bench/latency.sh}
     */
    public static void main(String[] arguments) throws Exception {
        Arguments given = new Arguments(
                Arrays.asList(arguments), Set.of("guarantee", "incidents", "interval", "seconds", "rate", "conf"));
        PrintStream out = System.out;
        boolean holds = true;
        for (Delivery delivery : guarantees(given.text("guarantee", "both"))) {
            LatencyReport report = new LatencyRun(
                            delivery,
                            given.number("incidents", 101),
                            given.number("interval", 11) * SECOND,
                            given.number("seconds", 0) * SECOND,
                            given.number("rate", 300),
                            Path.of(given.text("conf", "conf")))
                    .run(out);
            report.print(out);
            holds &= report.holds();
        }
        if (!holds) {
            System.exit(1);
        }
    }

    private static List<Delivery> guarantees(String name) {
        List<Delivery> named = Stream.of(Delivery.values())
                .filter(delivery -> name.equals("both") || name.equals(delivery.toString()))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("--guarantee is exactly-once, at-least-once or both, not " + name);
        }
        return named;
    }
}
