package io.convergence.launcher;

import io.convergence.launcher.system.Endpoints;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job as the local system sees it. The broker has every topic when a job is built; the database is empty, so
 * building also migrates it.
 */
public interface LocalJob {
    /**
     * What is wrong with job options, one sentence each: unknown keys and values out of their range. Looks at nothing
     * but the options, and is quick.
     */
    List<String> problems(Map<String, String> options);

    /**
     * Prepares the database and builds the job's graph.
     *
     * @param cluster configuration of the cluster the job is going to run on: parallelism, state backend, checkpoints
     * @param endpoints where broker and database are
     * @param options job options that were given, without problems; everything else has its default
     * @return the environment that holds the graph, made of the cluster's configuration; it is submitted, not executed
     */
    StreamExecutionEnvironment build(Configuration cluster, Endpoints endpoints, Map<String, String> options)
            throws Exception;
}
