package io.convergence.launcher.harness;

import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.system.RunningJob;
import java.time.Duration;

/** Progress of a job in event time. */
public final class EventTime {
    /** How far a watermark lags behind a heartbeat: the default bound on out-of-orderness and one millisecond. */
    private static final long WATERMARK_LAG = 5_001;

    /** Every evaluation makes the cluster collect its metrics, which it does twice a second at most. */
    private static final Duration POLL = Duration.ofMillis(200);

    private EventTime() {}

    /** Waits until every operator has received the heartbeat of an instant, epoch milliseconds, from every partition. */
    public static void await(RunningJob job, long heartbeat) throws Exception {
        Waiting.until(
                "the job has reached event time " + heartbeat,
                Waiting.DEADLINE,
                POLL,
                () -> hasReached(job, heartbeat));
    }

    /** Whether every operator has received the heartbeat of an instant, epoch milliseconds, from every partition. */
    public static boolean hasReached(RunningJob job, long heartbeat) throws Exception {
        return job.hasReached(heartbeat - WATERMARK_LAG);
    }
}
