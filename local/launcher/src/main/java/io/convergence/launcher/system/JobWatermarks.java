package io.convergence.launcher.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobVertexMessageParameters;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo.JobVertexDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.metrics.JobVertexWatermarksHeaders;
import org.apache.flink.runtime.rest.messages.job.metrics.Metric;

/**
 * Input watermarks of a job, read over the cluster's REST interface.
 *
 * @param client client of the cluster
 * @param id id of the job
 * @param verticesWithInput vertices that read other vertices; sources have no input watermark
 */
record JobWatermarks(RestClusterClient<?> client, JobID id, Set<JobVertexID> verticesWithInput) {
    JobWatermarks {
        verticesWithInput = Set.copyOf(verticesWithInput);
    }

    /** The minimum over all vertices, epoch milliseconds; empty while a subtask has reported none. */
    OptionalLong minimum() throws ExecutionException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (JobVertexDetailsInfo vertex : downstreamFirst()) {
            OptionalLong reached = minimum(vertex);
            if (reached.isEmpty()) {
                return reached;
            }
            least = Math.min(least, reached.getAsLong());
        }
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
    }

    /** Whether all have reached an instant; stops at the first vertex that has not, beginning with the last ones. */
    boolean haveReached(long target) throws ExecutionException, InterruptedException {
        List<JobVertexDetailsInfo> vertices = downstreamFirst();
        for (JobVertexDetailsInfo vertex : vertices) {
            OptionalLong reached = minimum(vertex);
            if (reached.isEmpty() || reached.getAsLong() < target) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }

    private List<JobVertexDetailsInfo> downstreamFirst() throws ExecutionException, InterruptedException {
        List<JobVertexDetailsInfo> vertices = new ArrayList<>();
        for (JobVertexDetailsInfo vertex : client.getJobDetails(id).get().getJobVertexInfos()) {
            if (verticesWithInput.contains(vertex.getJobVertexID())) {
                vertices.add(0, vertex);
            }
        }
        return vertices;
    }

    private OptionalLong minimum(JobVertexDetailsInfo vertex) throws ExecutionException, InterruptedException {
        Collection<Metric> watermarks = watermarks(vertex.getJobVertexID());
        return watermarks.size() < vertex.getParallelism()
                ? OptionalLong.empty()
                : watermarks.stream()
                        .mapToLong(watermark -> Long.parseLong(watermark.getValue()))
                        .min();
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
