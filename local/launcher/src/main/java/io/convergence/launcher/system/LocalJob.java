package io.convergence.launcher.system;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that the local system can run. When the job is built, the broker has every topic and the database is empty, so
 * building also creates the tables.
 */
public interface LocalJob {
    /**
     * The problems of job options, one sentence each: unknown keys and values out of range. Quick, because it connects to
     * nothing.
     */
    List<String> problems(Map<String, String> options);

    /**
     * Prepares the database and builds the job's graph.
     *
     * @param cluster configuration of the cluster that the job will run on: parallelism, state backend, checkpoints
     * @param endpoints addresses of broker and database
     * @param options job options without problems; options that are missing have their default
     * @return an environment with the graph and the cluster's configuration, to be submitted rather than executed
     */
    StreamExecutionEnvironment build(Configuration cluster, Endpoints endpoints, Map<String, String> options)
            throws Exception;
}
