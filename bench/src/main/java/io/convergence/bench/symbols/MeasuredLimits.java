package io.convergence.bench.symbols;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.convergence.bench.Figures;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Times and memory of one thread, each printed beside its limit. */
final class MeasuredLimits {
    static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    /** What a measurement made, so that its work is not left out. */
    static @Nullable Object kept;

    private static boolean isWithin = true;

    private MeasuredLimits() {}

    @FunctionalInterface
    interface Work {
        @Nullable
        Object run() throws Exception;
    }

    /** Whether every figure so far is within its limit. */
    static boolean isWithin() {
        return isWithin;
    }

    /** The least processor time of some rounds in seconds. */
    static double best(Work work) throws Exception {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, time(work));
        }
        return best;
    }

    /** Processor time in seconds. */
    static double time(Work work) throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        kept = work.run();
        double seconds = (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
        kept = null;
        return seconds;
    }

    /**
     * Processor times of work in seconds.
     *
     * @param process of the whole process, with collections of the heap
     * @param thread of the thread alone
     */
    record Times(double process, double thread) {}

    /** The times of some repetitions, with a collection behind them for what they left. */
    static Times repeated(Work work) throws Exception {
        System.gc();
        long process = PROCESS.getProcessCpuTime();
        long thread = THREADS.getCurrentThreadCpuTime();
        for (int round = 0; round < ROUNDS; round++) {
            kept = work.run();
        }
        long ofThread = THREADS.getCurrentThreadCpuTime() - thread;
        kept = null;
        System.gc();
        return new Times((PROCESS.getProcessCpuTime() - process) / 1e9, ofThread / 1e9);
    }

    /** Bytes of heap in use after collections. */
    static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Prints a figure that must not exceed a limit. */
    static void limit(String name, double value, double most) {
        report(name, value, "at most", most, value <= most);
    }

    /** Prints a figure that must reach a limit. */
    static void least(String name, double value, double least) {
        report(name, value, "at least", least, value >= least);
    }

    private static void report(String name, double value, String word, double bound, boolean isMet) {
        isWithin &= isMet;
        System.out.println(
                Figures.line(name, "%,.3f (%s %s)%s".formatted(value, word, bound, isMet ? "" : " EXCEEDED")));
    }
}
