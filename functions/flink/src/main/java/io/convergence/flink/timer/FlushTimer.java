package io.convergence.flink.timer;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Processing-time timer that bounds how long an operator buffers elements: it runs a flush a fixed interval after the
 * first element since the last run. At most one run is pending; Flink drops it when the task ends. Confined to the
 * operator's task thread, on which the flush runs too.
 */
public final class FlushTimer {
    private final ProcessingTimeService clock;
    private final long intervalMillis;
    private final Runnable flush;
    private @Nullable ScheduledFuture<?> pending;

    /**
     * A timer without a pending run.
     *
     * @param intervalMillis 0 or more; 0 runs the flush as soon as the operator runs
     */
    public FlushTimer(ProcessingTimeService clock, long intervalMillis, Runnable flush) {
        this.clock = clock;
        this.intervalMillis = intervalMillis;
        this.flush = flush;
    }

    /** Schedules a run unless one is pending. */
    public void schedule() {
        if (pending == null) {
            pending = clock.registerTimer(clock.getCurrentProcessingTime() + intervalMillis, time -> run());
        }
    }

    private void run() {
        pending = null;
        flush.run();
    }
}
