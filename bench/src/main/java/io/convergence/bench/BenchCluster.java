package io.convergence.bench;

import io.convergence.jobs.JobEnvironment;
import io.convergence.kit.files.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.TaskStateStats;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster of two slots in this process, configured by {@code conf/config.yaml} except for directories, reporters
 * and restarts: a failure ends a measurement.
 */
public final class BenchCluster implements AutoCloseable {
    /** A TaskManager of 4 GB has 1.7 GB of managed memory after Flink's own share; this is less. */
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(1024);

    private static final int SLOTS = 2;

    private final Path directory;
    private final Configuration configuration;
    private final MiniCluster cluster;

    private BenchCluster(Path directory, Configuration configuration, MiniCluster cluster) {
        this.directory = directory;
        this.configuration = configuration;
        this.cluster = cluster;
    }

    /**
     * Starts a cluster.
     *
     * @param conf directory of {@code config.yaml}
     */
    public static BenchCluster start(Path conf) throws Exception {
        return start(conf, Map.of());
    }

    /**
     * Starts a cluster.
     *
     * @param conf directory of {@code config.yaml}
     * @param options keys that replace those of the file
     */
    public static BenchCluster start(Path conf, Map<String, String> options) throws Exception {
        Path directory = Directories.temporary("convergence-bench-");
        Configuration configuration = configuration(conf, directory);
        options.forEach(configuration::setString);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
        cluster.start();
        return new BenchCluster(directory, configuration, cluster);
    }

    /** A new environment to build a job in. */
    public StreamExecutionEnvironment environment() {
        return JobEnvironment.create(configuration);
    }

    /** Starts the job of an environment. */
    public JobID submit(StreamExecutionEnvironment environment) throws Exception {
        return cluster.submitJob(environment.getStreamGraph().getJobGraph())
                .get()
                .getJobID();
    }

    /** The result of a job once it ends. */
    public CompletableFuture<JobResult> result(JobID job) {
        return cluster.requestJobResult(job);
    }

    /** Cancels a job; no effect when it has ended. */
    public void cancel(JobID job) throws Exception {
        if (cluster.getJobStatus(job).get().isGloballyTerminalState()) {
            return;
        }
        cluster.cancelJob(job).get();
        cluster.requestJobResult(job).get();
    }

    /** Bytes of a savepoint of a running job, in the format that all state backends share. */
    public long savepointBytes(JobID job) throws Exception {
        Path target = directory.resolve("savepoints");
        cluster.triggerSavepoint(job, target.toUri().toString(), false, SavepointFormatType.CANONICAL)
                .get();
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Bytes of the latest savepoint of a running job by the name of the first operator of each task, without metadata. */
    public Map<String, Long> savepointBytesByTask(JobID job) throws Exception {
        AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
        Map<String, Long> bytes = new TreeMap<>();
        CheckpointStatsSnapshot statistics = graph.getCheckpointStatsSnapshot();
        AbstractCheckpointStats savepoint =
                statistics == null ? null : statistics.getHistory().getLatestSavepoint();
        if (savepoint != null) {
            for (TaskStateStats task : savepoint.getAllTaskStateStats()) {
                AccessExecutionJobVertex vertex = graph.getJobVertex(task.getJobVertexId());
                String name = vertex == null ? "unknown" : vertex.getName();
                bytes.merge(name.split(" -> ", 2)[0], task.getStateSize(), Long::sum);
            }
        }
        return bytes;
    }

    /** Statistics of a job's checkpoints, or null without any. */
    @Nullable
    public CheckpointStatsSnapshot checkpoints(JobID job) throws Exception {
        return cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
        Directories.delete(directory);
    }

    private static Configuration configuration(Path conf, Path directory) {
        Configuration configuration = GlobalConfiguration.loadConfiguration(conf.toString());
        for (String key : List.of("metrics.reporters", "execution.checkpointing.savepoint-dir")) {
            configuration.removeKey(key);
        }
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, SLOTS);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        configuration.set(
                RocksDBOptions.LOCAL_DIRECTORIES, directory.resolve("rocksdb").toString());
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return configuration;
    }
}
