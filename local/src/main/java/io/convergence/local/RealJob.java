package io.convergence.local;

import io.convergence.local.system.Endpoints;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The convergence job as it is deployed. */
final class RealJob implements LocalJob {
    @Override
    public List<String> problems(Map<String, String> options) {
        return List.of();
    }

    @Override
    public StreamExecutionEnvironment build(Configuration cluster, Endpoints endpoints, Map<String, String> options) {
        throw new IllegalStateException("the job is not part of this build");
    }
}
