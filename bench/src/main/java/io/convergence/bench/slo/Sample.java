package io.convergence.bench.slo;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The counts of the pipeline at an instant.
 *
 * @param nanos monotonic clock, nanoseconds
 * @param cpuNanos processor time of this process, all threads, nanoseconds
 * @param events number of views that have entered
 * @param snapshots number of rows that have left
 * @param boundary latest boundary of a row, epoch milliseconds
 */
record Sample(long nanos, long cpuNanos, long events, long snapshots, long boundary) {

    /** A sample of this instant. */
    static Sample now() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Sample(
                System.nanoTime(), system.getProcessCpuTime(), Counts.events(), Counts.snapshots(), Counts.boundary());
    }

    /** Seconds since an earlier sample. */
    double secondsSince(Sample earlier) {
        return (nanos - earlier.nanos) / 1e9;
    }

    /** Views per second since an earlier sample. */
    double rateSince(Sample earlier) {
        return (events - earlier.events) / secondsSince(earlier);
    }

    /** Processor time per wall-clock time since an earlier sample, in cores. */
    double coresSince(Sample earlier) {
        return (double) (cpuNanos - earlier.cpuNanos) / (nanos - earlier.nanos);
    }
}
