package io.convergence.jobs;

import io.convergence.kit.wait.Waiting;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A cluster with one TaskManager at a time, which is lost and replaced. */
final class DisturbedCluster {
    /** Index of the TaskManager that runs. */
    private int taskManager;

    /** Cancels all jobs: one of a test that failed would occupy the slots that the jobs of other tests need. */
    static void cancelJobs(MiniCluster cluster) throws Exception {
        for (JobStatusMessage job : cluster.listJobs().get()) {
            if (!job.getJobState().isGloballyTerminalState()) {
                cluster.cancelJob(job.getJobId()).get();
                cluster.requestJobResult(job.getJobId()).get();
            }
        }
    }

    /** Ends the TaskManager, starts another one and waits until the job restarts. */
    void loseTaskManager(MiniCluster cluster, JobID job) throws Exception {
        cluster.terminateTaskManager(taskManager).get();
        cluster.startTaskManager();
        taskManager++;
        Waiting.until(
                "the job to restart",
                () -> cluster.getExecutionGraph(job).get().getStatusTimestamp(JobStatus.RESTARTING) > 0);
    }
}
