package io.convergence.launcher.harness;

import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.system.RunningJob;
import java.util.OptionalLong;

/** Progress of a job in event time. */
public final class EventTime {
    /** How far a watermark lags behind a heartbeat: the default bound on out-of-orderness and one millisecond. */
    private static final long WATERMARK_LAG = 5_001;

    private EventTime() {}

    /** Waits until every operator has received the heartbeat of an instant, epoch milliseconds, from every partition. */
    public static void await(RunningJob job, long heartbeat) throws Exception {
        Waiting.until("the job has reached event time " + heartbeat, () -> hasReached(job, heartbeat));
    }

    /** Whether every operator has received the heartbeat of an instant, epoch milliseconds, from every partition. */
    public static boolean hasReached(RunningJob job, long heartbeat) throws Exception {
        OptionalLong reached = job.eventTime();
        return reached.isPresent() && reached.getAsLong() >= heartbeat - WATERMARK_LAG;
    }
}
