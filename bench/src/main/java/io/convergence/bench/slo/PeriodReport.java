package io.convergence.bench.slo;

import io.convergence.bench.Figures;
import java.io.PrintStream;
import java.util.List;

/**
 * Result of {@link PeriodBench}: the cost of an event with a short and with a long period.
 *
 * @param shortDays the short period, days
 * @param longDays the long period, days
 * @param shortRuns runs with the short period
 * @param longRuns runs with the long period, each after the short run at the same index
 */
record PeriodReport(int shortDays, int longDays, List<Run> shortRuns, List<Run> longRuns) {
    /** Largest admissible ratio of the cost with the long period to the cost with the short one. */
    static final double ADMITTED = 1.2;

    /**
     * Result of one run.
     *
     * @param events number of measured events
     * @param micros wall-clock time per event, microseconds
     * @param cpuMicros processor time per event, microseconds
     * @param counted number of events in the periods of the last rows
     */
    record Run(long events, double micros, double cpuMicros, long counted) {}

    /** Ratio of the wall-clock time per event, long period to short one; the median of the pairs. */
    double ratio() {
        double[] ratios = new double[longRuns.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = longRuns.get(i).micros() / shortRuns.get(i).micros();
        }
        return Figures.median(ratios);
    }

    /** The same ratio of processor time, which depends less on other load of the machine. */
    double cpuRatio() {
        double[] ratios = new double[longRuns.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = longRuns.get(i).cpuMicros() / shortRuns.get(i).cpuMicros();
        }
        return Figures.median(ratios);
    }

    void print(PrintStream out) {
        out.println("period");
        out.println(
                Figures.line("per event, all windows full", "%14s %14s".formatted(shortDays + " d", longDays + " d")));
        for (int i = 0; i < longRuns.size(); i++) {
            Run shortRun = shortRuns.get(i);
            Run longRun = longRuns.get(i);
            out.println(Figures.line(
                    "pair " + (i + 1) + ", wall clock",
                    "%11.2f us %11.2f us".formatted(shortRun.micros(), longRun.micros())));
            out.println(Figures.line(
                    "pair " + (i + 1) + ", cpu",
                    "%11.2f us %11.2f us".formatted(shortRun.cpuMicros(), longRun.cpuMicros())));
        }
        out.println(Figures.line("ratio, median of pairs", "%.3f wall clock, %.3f cpu".formatted(ratio(), cpuRatio())));
        out.println(Figures.line("within 20 %", "%s".formatted(ratio() <= ADMITTED ? "yes" : "NO")));
    }
}
