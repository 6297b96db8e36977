package io.convergence.local;

import io.convergence.local.system.Endpoints;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The convergence job as it is deployed. */
final class RealJob implements LocalJob {
    @Override
    public List<String> problems(Map<String, String> options) {
        return List.of();
    }

    @Override
    public void build(StreamExecutionEnvironment environment, Endpoints endpoints, Map<String, String> options) {
        throw new IllegalStateException("the job is not part of this build");
    }
}
