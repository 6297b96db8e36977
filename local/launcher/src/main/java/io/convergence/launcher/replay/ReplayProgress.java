package io.convergence.launcher.replay;

import io.convergence.launcher.command.Console;
import io.convergence.launcher.system.RunningJob;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Wait for a job to reach an event time, with progress on the console. Polls often at the beginning and near the end and
 * seldom in between, because each answer makes the cluster gather all its metrics, which costs the job a noticeable part of
 * two cores.
 */
final class ReplayProgress {
    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 2_000;
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final RunningJob job;
    private final Console console;
    private long reported = System.nanoTime();

    ReplayProgress(RunningJob job, Console console) {
        this.job = job;
        this.console = console;
    }

    /** Returns when every task of the job runs. */
    void awaitRunning() throws Exception {
        while (!job.isRunning()) {
            report("the job is starting");
            Thread.sleep(SHORTEST_MILLIS);
        }
    }

    /**
     * Returns when the watermark of every operator has reached an event time.
     *
     * @param target epoch milliseconds
     */
    void awaitEventTime(long target) throws Exception {
        long began = System.nanoTime();
        long first = Long.MIN_VALUE;
        OptionalLong reached = job.eventTime();
        while (reached.isEmpty() || reached.getAsLong() < target) {
            long now = reached.orElse(Long.MIN_VALUE);
            if (first < 0) {
                first = now;
            }
            report(
                    now > 0
                            ? "the job has reached " + Instant.ofEpochMilli(now)
                            : "the job is reading its first records");
            Thread.sleep(pause(System.nanoTime() - began, now - first, target - now));
            reached = job.eventTime();
        }
    }

    /**
     * Milliseconds until the next poll: a quarter of the estimated rest.
     *
     * @param come event time passed so far, milliseconds
     * @param left event time that is left, milliseconds
     */
    private static long pause(long elapsedNanos, long come, long left) {
        if (come <= 0 || left <= 0) {
            return 4 * SHORTEST_MILLIS;
        }
        double rest = (double) left / come * TimeUnit.NANOSECONDS.toMillis(elapsedNanos);
        return (long) Math.min(LONGEST_MILLIS, Math.max(SHORTEST_MILLIS, rest / 4));
    }

    private void report(String line) {
        if (System.nanoTime() - reported > REPORT_NANOS) {
            reported = System.nanoTime();
            console.progress(line);
        }
    }
}
