package io.convergence.bench.slo;

import io.convergence.bench.Figures;
import java.io.PrintStream;
import java.util.List;

/**
 * Result of {@link SkewBench}.
 *
 * @param even runs in which all clocks are right, without a limit of the rate
 * @param skewed runs with a producer whose clock is ahead, each after the even run at the same index
 * @param pacedEven run at a fixed rate in which all clocks are right
 * @param pacedSkewed run at a fixed rate with the producer
 */
record SkewReport(List<SkewRun> even, List<SkewRun> skewed, SkewRun pacedEven, SkewRun pacedSkewed) {
    /** Largest admissible ratio of the duration with the producer to that without it. */
    static final double ADMITTED = 1.5;

    /** A lag that grows less than this between the halves of a run is flat: two pauses of the garbage collector. */
    static final long FLAT_MILLIS = 500;

    /** Ratio of the durations, skewed to even; the median of the pairs. */
    double ratio() {
        double[] ratios = new double[skewed.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = skewed.get(i).seconds() / even.get(i).seconds();
        }
        return Figures.median(ratios);
    }

    /** Whether the lag with the producer does not grow at a fixed rate. */
    boolean isFlat() {
        return pacedSkewed.secondHalf() - pacedSkewed.firstHalf() < FLAT_MILLIS;
    }

    boolean isAdmitted() {
        return ratio() <= ADMITTED && isFlat();
    }

    void print(PrintStream out) {
        out.println("skew");
        out.println(Figures.line("ratio, median of pairs", "%.3f".formatted(ratio())));
        out.println(Figures.line("at most 1.5", ratio() <= ADMITTED ? "yes" : "NO"));
        out.println(Figures.line("lag without the producer", lag(pacedEven)));
        out.println(Figures.line("lag with the producer", lag(pacedSkewed)));
        out.println(Figures.line("flat", isFlat() ? "yes" : "NO"));
    }

    private static String lag(SkewRun run) {
        return "%,d ms, then %,d ms".formatted(run.firstHalf(), run.secondHalf());
    }
}
