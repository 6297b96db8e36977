package io.convergence.bench.slo;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What was known at an instant.
 *
 * @param nanos of the monotonic clock
 * @param cpuNanos processor time of this process, all threads
 * @param events views that went in
 * @param snapshots rows that came out
 * @param boundary latest boundary of a row, epoch milliseconds
 */
record Sample(long nanos, long cpuNanos, long events, long snapshots, long boundary) {

    /** Now. */
    static Sample now() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Sample(
                System.nanoTime(), system.getProcessCpuTime(), Counts.events(), Counts.snapshots(), Counts.boundary());
    }

    /** Seconds since an earlier one. */
    double secondsSince(Sample earlier) {
        return (nanos - earlier.nanos) / 1e9;
    }

    /** Views a second since an earlier one. */
    double rateSince(Sample earlier) {
        return (events - earlier.events) / secondsSince(earlier);
    }

    /** Processors busy with this process since an earlier one, in cores. */
    double coresSince(Sample earlier) {
        return (double) (cpuNanos - earlier.cpuNanos) / (nanos - earlier.nanos);
    }
}
