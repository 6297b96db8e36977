package io.convergence.launcher.system;

import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process whose only TaskManager can be killed while a job runs on it. */
public final class KillableCluster implements AutoCloseable {
    private final MiniCluster cluster;
    private final RestClusterClient<StandaloneClusterId> client;
    private final Path savepoints;
    private int taskManager;

    private KillableCluster(MiniCluster cluster, RestClusterClient<StandaloneClusterId> client, Path savepoints) {
        this.cluster = cluster;
        this.client = client;
        this.savepoints = savepoints;
    }

    /**
     * Starts a cluster with as many slots as its default parallelism.
     *
     * @param savepoints directory of savepoints
     */
    public static KillableCluster start(Configuration base, Path savepoints) throws Exception {
        Configuration configuration = new Configuration(base);
        configuration.set(RestOptions.PORT, 0);
        configuration.set(RestOptions.BIND_PORT, "0");
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(configuration.get(CoreOptions.DEFAULT_PARALLELISM))
                .build());
        cluster.start();
        URI address = cluster.getRestAddress().get();
        configuration.set(RestOptions.ADDRESS, address.getHost());
        configuration.set(RestOptions.PORT, address.getPort());
        return new KillableCluster(
                cluster, new RestClusterClient<>(configuration, StandaloneClusterId.getInstance()), savepoints);
    }

    /** Submits the job of an environment. */
    public RunningJob submit(StreamExecutionEnvironment environment) throws Exception {
        return RunningJob.submit(client, environment, savepoints);
    }

    /** Kills the TaskManager with all its tasks, and starts another one. */
    public void replaceTaskManager() throws Exception {
        cluster.terminateTaskManager(taskManager).get();
        cluster.startTaskManager();
        taskManager++;
    }

    /** The number of restarts of the job's most often restarted task. */
    public int restarts(JobID job) throws Exception {
        int most = 0;
        for (AccessExecutionVertex vertex : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            most = Math.max(most, vertex.getCurrentExecutionAttempt().getAttemptNumber());
        }
        return most;
    }

    @Override
    public void close() throws Exception {
        client.close();
        cluster.close();
    }
}
