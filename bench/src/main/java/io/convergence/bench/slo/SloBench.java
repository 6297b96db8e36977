package io.convergence.bench.slo;

import io.convergence.bench.Arguments;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Measures the SLO branch: {@code scale} says how much it takes, {@code period} what a longer period costs. */
public final class SloBench {
    private SloBench() {}

    /**
     * Measures and prints.
     *
     * @param arguments the measurement, then options: see {@code bench/slo.sh}
     */
    public static void main(String[] arguments) throws Exception {
        List<String> rest =
                arguments.length == 0 ? List.of() : Arrays.asList(arguments).subList(1, arguments.length);
        PrintStream out = System.out;
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "scale" ->
                ScaleBench.of(new Arguments(
                                rest,
                                Set.of("groups", "rate", "seconds", "quiet", "minutes", "period", "conf", "postgres")))
                        .run(out)
                        .print(out);
            case "period" ->
                PeriodBench.of(new Arguments(rest, Set.of("groups", "days", "short", "long", "pairs", "conf")))
                        .run(out)
                        .print(out);
            default -> throw new IllegalArgumentException("the measurements are scale and period");
        }
    }
}
