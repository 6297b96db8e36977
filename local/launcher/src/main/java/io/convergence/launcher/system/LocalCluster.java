package io.convergence.launcher.system;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster in this process with its web UI, and a client that uses its REST interface as that of a remote cluster.
 * Takes a checkpoint every 10 s into the run's directory.
 */
public final class LocalCluster implements AutoCloseable {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    /** Maximum age of the metrics in the REST interface. Collecting them takes a noticeable share of two cores. */
    private static final Duration METRICS_INTERVAL = Duration.ofMillis(500);

    /** Maximum age of the states of tasks in the REST interface; by default 3 s, by which a measured start would be late. */
    private static final Duration STATES_INTERVAL = Duration.ofMillis(200);

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final Configuration configuration;
    private final Path directory;
    private final MiniCluster cluster;
    private final RestClusterClient<StandaloneClusterId> client;
    private final URI webInterface;

    private LocalCluster(
            Configuration configuration,
            Path directory,
            MiniCluster cluster,
            RestClusterClient<StandaloneClusterId> client,
            URI webInterface) {
        this.configuration = configuration;
        this.directory = directory;
        this.cluster = cluster;
        this.client = client;
        this.webInterface = webInterface;
    }

    /**
     * Starts a cluster.
     *
     * @param directory directory of checkpoints, savepoints and working state; created when it does not exist
     */
    public static LocalCluster start(Path directory, ClusterSettings settings) throws Exception {
        Configuration configuration = configuration(directory, settings);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.parallelism() * settings.jobs())
                .build());
        try {
            cluster.start();
            URI address = cluster.getRestAddress().get();
            Configuration clientConfiguration = new Configuration(configuration);
            clientConfiguration.set(RestOptions.ADDRESS, address.getHost());
            clientConfiguration.set(RestOptions.PORT, address.getPort());
            RestClusterClient<StandaloneClusterId> client =
                    new RestClusterClient<>(clientConfiguration, StandaloneClusterId.getInstance());
            return new LocalCluster(configuration, directory, cluster, client, address);
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    /** The address of the web UI. */
    public URI webInterface() {
        return webInterface;
    }

    /** A copy of the cluster's configuration, for the environment in which a job is built. */
    public Configuration configuration() {
        return new Configuration(configuration);
    }

    /** Submits the job of an environment. */
    public RunningJob submit(StreamExecutionEnvironment environment) throws ExecutionException, InterruptedException {
        return RunningJob.submit(client, environment, directory.resolve("savepoints"));
    }

    /** Ends every job and the cluster; keeps checkpoints and savepoints. */
    @Override
    public void close() {
        client.close();
        try {
            cluster.closeAsync().get(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the cluster did not close within " + CLOSE_WAIT, e);
        }
    }

    private static Configuration configuration(Path directory, ClusterSettings settings) {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.PORT, settings.uiPort());
        configuration.set(RestOptions.BIND_PORT, String.valueOf(settings.uiPort()));
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.REFRESH_INTERVAL, STATES_INTERVAL);
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, METRICS_INTERVAL);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, settings.parallelism());
        configuration.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        configuration.set(StateBackendOptions.STATE_BACKEND, settings.stateBackend());
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, settings.restarts());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        return configuration;
    }
}
