package io.convergence.bench.pipeline;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Times of a measurement in this process: when the first and the last record were read and when all was evaluated.
 *
 * @param expected number of records
 * @param limitNanos longest time from the first record
 */
record Stopwatch(long expected, long limitNanos) {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final double SECOND_NANOS = 1e9;
    private static final double SECOND_MILLIS = 1e3;
    private static final long START_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(3);

    /**
     * Measures until everything was evaluated, or until the time limit.
     *
     * @param read number of records that have been read
     * @param evaluated whether everything was evaluated
     * @param failed whether the measured job has ended
     */
    Measured run(LongSupplier read, BooleanSupplier evaluated, BooleanSupplier failed) {
        long born = System.nanoTime();
        while (read.getAsLong() == 0) {
            await(failed, born + START_LIMIT_NANOS);
        }
        long before = read.getAsLong();
        long start = System.nanoTime();
        long cpu = cpuNanos();
        long collection = collectionMillis();
        while (read.getAsLong() < expected && System.nanoTime() - start < limitNanos) {
            await(failed, Long.MAX_VALUE);
        }
        long records = read.getAsLong() - before;
        double seconds = (System.nanoTime() - start) / SECOND_NANOS;
        double cpuSeconds = (cpuNanos() - cpu) / SECOND_NANOS;
        double collectionSeconds = (collectionMillis() - collection) / SECOND_MILLIS;
        while (records + before >= expected && !evaluated.getAsBoolean() && System.nanoTime() - start < limitNanos) {
            await(failed, Long.MAX_VALUE);
        }
        double end = evaluated.getAsBoolean() ? (System.nanoTime() - start) / SECOND_NANOS : 0;
        return new Measured(records, seconds, end, cpuSeconds, collectionSeconds);
    }

    private static void await(BooleanSupplier failed, long deadline) {
        if (failed.getAsBoolean() || System.nanoTime() > deadline) {
            throw new IllegalStateException("the measured job has ended or did not begin");
        }
        LockSupport.parkNanos(TICK_NANOS);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long collectionMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
