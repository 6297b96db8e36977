package io.convergence.bench.slo;

import io.convergence.bench.Figures;
import java.io.PrintStream;
import java.util.List;

/**
 * What an event costs when its window is short and when it is long.
 *
 * @param shortDays the short period
 * @param longDays the long one
 * @param shortRuns the runs with the short period
 * @param longRuns those with the long one, each after its counterpart
 */
record PeriodReport(int shortDays, int longDays, List<Run> shortRuns, List<Run> longRuns) {
    /** How much dearer an event of the long period may be. */
    static final double ADMITTED = 1.2;

    /**
     * One run.
     *
     * @param events events that were measured
     * @param micros wall clock an event, microseconds
     * @param cpuMicros processor time an event, microseconds
     * @param counted events in the periods of the last rows
     */
    record Run(long events, double micros, double cpuMicros, long counted) {}

    /** The long period's wall clock an event over the short one's, the median of the pairs. */
    double ratio() {
        double[] ratios = new double[longRuns.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = longRuns.get(i).micros() / shortRuns.get(i).micros();
        }
        return Figures.median(ratios);
    }

    /** The same of processor time, which what else the machine does disturbs less. */
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
            Run brief = shortRuns.get(i);
            Run lasting = longRuns.get(i);
            out.println(Figures.line(
                    "pair " + (i + 1) + ", wall clock",
                    "%11.2f us %11.2f us".formatted(brief.micros(), lasting.micros())));
            out.println(Figures.line(
                    "pair " + (i + 1) + ", cpu",
                    "%11.2f us %11.2f us".formatted(brief.cpuMicros(), lasting.cpuMicros())));
        }
        out.println(Figures.line("ratio, median of pairs", "%.3f wall clock, %.3f cpu".formatted(ratio(), cpuRatio())));
        out.println(Figures.line("within 20 %", "%s".formatted(ratio() <= ADMITTED ? "yes" : "NO")));
    }
}
