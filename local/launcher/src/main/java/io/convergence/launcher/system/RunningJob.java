package io.convergence.launcher.system;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobVertexMessageParameters;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.metrics.JobVertexWatermarksHeaders;
import org.apache.flink.runtime.rest.messages.job.metrics.Metric;
import org.jspecify.annotations.Nullable;

/** A job that was submitted to a cluster, watched and ended over REST. */
public final class RunningJob {
    private final RestClusterClient<?> client;
    private final JobID id;
    private final Set<JobVertexID> verticesWithInput;
    private final Path savepoints;

    RunningJob(RestClusterClient<?> client, JobID id, Set<JobVertexID> verticesWithInput, Path savepoints) {
        this.client = client;
        this.id = id;
        this.verticesWithInput = Set.copyOf(verticesWithInput);
        this.savepoints = savepoints;
    }

    /**
     * A job that was submitted by whatever means.
     *
     * @param savepoints directory for its savepoints
     */
    public static RunningJob find(RestClusterClient<?> client, JobID id, Path savepoints)
            throws ExecutionException, InterruptedException {
        Set<JobVertexID> withInput = new HashSet<>();
        client.getJobDetails(id).get().getPlan().getNodes().forEach(node -> {
            if (node.getInputs() != null && !node.getInputs().isEmpty()) {
                withInput.add(JobVertexID.fromHexString(node.getId()));
            }
        });
        return new RunningJob(client, id, withInput, savepoints);
    }

    /** Thrown when the job has ended where it was expected to run; the cause is why, if it failed. */
    public static final class Ended extends Exception {
        private static final long serialVersionUID = 1;

        Ended(JobStatus status, @Nullable Throwable cause) {
            super("the job is " + status.name().toLowerCase(Locale.ROOT), cause);
        }
    }

    /** Names the job in the web UI. */
    public JobID id() {
        return id;
    }

    /** The state it is in. */
    public JobStatus status() throws ExecutionException, InterruptedException {
        return client.getJobStatus(id).get();
    }

    /**
     * The event time that every subtask with an input has reached, epoch milliseconds: the least of their input
     * watermarks. Empty while one of them has reported none.
     *
     * @throws Ended when the job has ended
     */
    public OptionalLong eventTime() throws Ended, ExecutionException, InterruptedException {
        JobStatus status = status();
        if (status.isTerminalState()) {
            throw new Ended(status, cause());
        }
        if (status == JobStatus.INITIALIZING) {
            return OptionalLong.empty();
        }
        JobDetailsInfo details = client.getJobDetails(id).get();
        long least = Long.MAX_VALUE;
        for (JobDetailsInfo.JobVertexDetailsInfo vertex : details.getJobVertexInfos()) {
            if (verticesWithInput.contains(vertex.getJobVertexID())) {
                Collection<Metric> watermarks = watermarks(vertex.getJobVertexID());
                if (watermarks.size() < vertex.getParallelism()) {
                    return OptionalLong.empty();
                }
                for (Metric watermark : watermarks) {
                    least = Math.min(least, Long.parseLong(watermark.getValue()));
                }
            }
        }
        return OptionalLong.of(least);
    }

    /**
     * Whether every task runs: a job is called running when its tasks have merely been sent.
     *
     * @throws Ended when the job has ended
     */
    public boolean isRunning() throws Ended, ExecutionException, InterruptedException {
        refuseEnd();
        return status() == JobStatus.RUNNING
                && client.getJobDetails(id).get().getJobVertexInfos().stream()
                        .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    /**
     * Does nothing while the job has not ended.
     *
     * @throws Ended when it has
     */
    public void refuseEnd() throws Ended, ExecutionException, InterruptedException {
        JobStatus status = status();
        if (status.isTerminalState()) {
            throw new Ended(status, cause());
        }
    }

    /**
     * Stops it with a savepoint, without draining: the last transactions commit, no timer is forced.
     *
     * @return where the savepoint is
     */
    public String stopWithSavepoint() throws ExecutionException, InterruptedException {
        return client.stopWithSavepoint(id, false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
    }

    /** Cancels it: what no checkpoint has committed is rolled back. */
    public void cancel() throws ExecutionException, InterruptedException {
        client.cancel(id).get();
    }

    private @Nullable Throwable cause() throws ExecutionException, InterruptedException {
        return client.requestJobResult(id)
                .get()
                .getSerializedThrowable()
                .map(error -> error.deserializeError(RunningJob.class.getClassLoader()))
                .orElse(null);
    }

    private Collection<Metric> watermarks(JobVertexID vertex) throws ExecutionException, InterruptedException {
        JobVertexMessageParameters parameters = new JobVertexMessageParameters();
        parameters.jobPathParameter.resolve(id);
        parameters.jobVertexIdPathParameter.resolve(vertex);
        return client.sendRequest(JobVertexWatermarksHeaders.INSTANCE, parameters, EmptyRequestBody.getInstance())
                .get()
                .getMetrics();
    }
}
