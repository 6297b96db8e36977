package io.convergence.local.cluster;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.job.metrics.JobMetricsHeaders;
import org.apache.flink.runtime.rest.messages.job.metrics.JobMetricsMessageParameters;
import org.apache.flink.runtime.rest.messages.job.metrics.Metric;

/**
 * What the JobManager's metrics say of a job.
 *
 * @param restarts how often it was restarted by the JobManager that leads now
 */
record JobFacts(long restarts) {
    private static final String RESTARTS = "numRestarts";

    static JobFacts of(RestClusterClient<?> client, JobID id) throws ExecutionException, InterruptedException {
        JobMetricsMessageParameters parameters = JobMetricsHeaders.getInstance().getUnresolvedMessageParameters();
        parameters.jobPathParameter.resolve(id);
        parameters.metricsFilterParameter.resolve(List.of(RESTARTS));
        for (Metric metric : client.sendRequest(
                        JobMetricsHeaders.getInstance(), parameters, EmptyRequestBody.getInstance())
                .get()
                .getMetrics()) {
            if (metric.getId().equals(RESTARTS) && metric.getValue() != null) {
                return new JobFacts(Long.parseLong(metric.getValue()));
            }
        }
        return new JobFacts(0);
    }
}
