package io.convergence.bench.slo;

import io.convergence.bench.BenchOptions;
import io.convergence.core.settings.InvalidSettings;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the SLO branch of the job: its throughput ({@code scale}), how late budgets are evaluated ({@code lag}), the
 * cost of a longer period ({@code period}) or of a wrong clock ({@code skew}).
 */
public final class SloBench {
    private SloBench() {}

    /**
     * Measures and prints the result.
     *
     * @param arguments name of the measurement, then its options: see {@code bench/slo.sh}
     */
    public static void main(String[] arguments) throws Exception {
        try {
            measure(
                    arguments.length == 0 ? "" : arguments[0],
                    Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length),
                    System.out);
        } catch (InvalidSettings refusal) {
            BenchOptions.print(refusal, System.err);
            System.exit(BenchOptions.MISUSED);
        }
    }

    private static void measure(String name, String[] options, PrintStream out) throws Exception {
        switch (name) {
            case "scale" -> ScaleBench.of(options).run(out).print(out);
            case "lag" -> {
                if (!LagBench.of(options).run(out)) {
                    System.exit(1);
                }
            }
            case "period" -> PeriodBench.of(options).run(out).print(out);
            case "skew" -> {
                SkewReport report = SkewBench.of(options).run(out);
                report.print(out);
                if (!report.isAdmitted()) {
                    System.exit(1);
                }
            }
            default ->
                throw new InvalidSettings(
                        List.of("the measurements are scale, lag, period and skew, not '" + name + "'"));
        }
    }
}
