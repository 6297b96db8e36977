package io.convergence.launcher.system;

import java.nio.file.Path;
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
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A submitted job, observed and stopped over the cluster's REST interface. */
public final class RunningJob {
    private final RestClusterClient<?> client;
    private final JobID id;
    private final JobWatermarks watermarks;
    private final Path savepoints;

    private RunningJob(RestClusterClient<?> client, JobID id, Set<JobVertexID> verticesWithInput, Path savepoints) {
        this.client = client;
        this.id = id;
        this.watermarks = new JobWatermarks(client, id, verticesWithInput);
        this.savepoints = savepoints;
    }

    /**
     * Submits the job of an environment.
     *
     * @param savepoints directory of its savepoints
     */
    static RunningJob submit(RestClusterClient<?> client, StreamExecutionEnvironment environment, Path savepoints)
            throws ExecutionException, InterruptedException {
        JobGraph graph = environment.getStreamGraph().getJobGraph(RunningJob.class.getClassLoader());
        Set<JobVertexID> withInput = new HashSet<>();
        for (JobVertex vertex : graph.getVertices()) {
            if (!vertex.isInputVertex()) {
                withInput.add(vertex.getID());
            }
        }
        return new RunningJob(client, client.submitJob(graph).get(), withInput, savepoints);
    }

    /**
     * A job that is already on the cluster.
     *
     * @param savepoints directory of its savepoints
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

    /** Thrown when the job has ended although it should run; the cause is its failure, if it failed. */
    public static final class Ended extends Exception {
        private static final long serialVersionUID = 1;

        Ended(JobStatus status, @Nullable Throwable cause) {
            super("the job is " + status.name().toLowerCase(Locale.ROOT), cause);
        }
    }

    /** The id of the job in the web UI. */
    public JobID id() {
        return id;
    }

    /** The current state of the job. */
    public JobStatus status() throws ExecutionException, InterruptedException {
        return client.getJobStatus(id).get();
    }

    /**
     * The event time that every subtask with an input has reached, epoch milliseconds: the minimum of their input
     * watermarks. Empty while a subtask has reported none.
     *
     * @throws Ended when the job has ended
     */
    public OptionalLong eventTime() throws Ended, ExecutionException, InterruptedException {
        return isInitializing() ? OptionalLong.empty() : watermarks.minimum();
    }

    /**
     * Whether every subtask with an input has reached an event time. Cheaper than {@link #eventTime}, because it stops at
     * the first vertex that has not, beginning with the last ones of the graph.
     *
     * @param target epoch milliseconds
     * @throws Ended when the job has ended
     */
    public boolean hasReached(long target) throws Ended, ExecutionException, InterruptedException {
        return !isInitializing() && watermarks.haveReached(target);
    }

    /**
     * Whether every task runs. The job's own state is RUNNING as soon as its tasks have been deployed.
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
     * Checks that the job has not ended.
     *
     * @throws Ended when the job has ended
     */
    public void refuseEnd() throws Ended, ExecutionException, InterruptedException {
        JobStatus status = status();
        if (status.isTerminalState()) {
            throw new Ended(status, cause());
        }
    }

    /**
     * Stops the job with a savepoint, without draining: the last transactions are committed, and no timer fires early.
     *
     * @return the path of the savepoint
     */
    public String stopWithSavepoint() throws ExecutionException, InterruptedException {
        return client.stopWithSavepoint(id, false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
    }

    /** Cancels the job: transactions that no checkpoint has committed are rolled back. */
    public void cancel() throws ExecutionException, InterruptedException {
        client.cancel(id).get();
    }

    /** Whether the job has no vertices yet. */
    private boolean isInitializing() throws Ended, ExecutionException, InterruptedException {
        refuseEnd();
        return status() == JobStatus.INITIALIZING;
    }

    private @Nullable Throwable cause() throws ExecutionException, InterruptedException {
        return client.requestJobResult(id)
                .get()
                .getSerializedThrowable()
                .map(error -> error.deserializeError(RunningJob.class.getClassLoader()))
                .orElse(null);
    }
}
