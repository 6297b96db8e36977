package io.convergence.launcher;

import io.convergence.launcher.system.RunningJob;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what a running job shows. */
public final class Waiting {
    /** The default bound on disorder and the millisecond below it: how far a watermark lags behind a heartbeat. */
    static final long WATERMARK_LAG = 5_001;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Waiting() {}

    /** Returns when something holds; fails when it does not within 90 s. */
    public static void until(String what, Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Returns when every operator has seen the heartbeat of an instant, epoch milliseconds, on every partition. */
    static void forEventTime(RunningJob job, long heartbeat) throws Exception {
        until("the job has come to " + heartbeat, () -> {
            OptionalLong reached = job.eventTime();
            return reached.isPresent() && reached.getAsLong() >= heartbeat - WATERMARK_LAG;
        });
    }
}
