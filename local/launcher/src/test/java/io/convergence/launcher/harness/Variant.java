package io.convergence.launcher.harness;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * Options of one run of the job.
 *
 * @param parallelism parallelism of the job
 * @param stateBackend {@code hashmap} or {@code rocksdb}
 * @param jobOptions options of the job
 * @param flinkOptions options of Flink
 */
public record Variant(
        int parallelism, String stateBackend, Map<String, String> jobOptions, Map<String, String> flinkOptions) {

    /** Parallelism 2 on RocksDB, all other options as in the launcher. */
    public static Variant usual() {
        return new Variant(2, "rocksdb", Map.of(), Map.of());
    }

    /** The usual run with the options of {@code conf/jobs/reference.properties}. */
    public static Variant reference() throws IOException {
        Properties options = new Properties();
        try (Reader file = Files.newBufferedReader(Project.ROOT.resolve("conf/jobs/reference.properties"))) {
            options.load(file);
        }
        Map<String, String> values = new HashMap<>();
        options.stringPropertyNames().forEach(key -> values.put(key, options.getProperty(key)));
        return new Variant(2, "rocksdb", Map.copyOf(values), Map.of());
    }

    /** The same run with another parallelism. */
    public Variant withParallelism(int subtasks) {
        return new Variant(subtasks, stateBackend, jobOptions, flinkOptions);
    }

    /** The same run on another state backend. */
    public Variant withStateBackend(String name) {
        return new Variant(parallelism, name, jobOptions, flinkOptions);
    }

    /** The same run with an option of the job. */
    public Variant withJobOption(String key, String value) {
        return new Variant(parallelism, stateBackend, with(jobOptions, key, value), flinkOptions);
    }

    /** The same run with an option of Flink. */
    public Variant withFlinkOption(String key, String value) {
        return new Variant(parallelism, stateBackend, jobOptions, with(flinkOptions, key, value));
    }

    /** The same run, restored from a savepoint or a retained checkpoint. */
    public Variant restoredFrom(String path) {
        return withFlinkOption("execution.state-recovery.path", path);
    }

    /** The same run, restored without the state that no operator claims. */
    public Variant leavingUnclaimedState() {
        return withFlinkOption("execution.state-recovery.ignore-unclaimed-state", "true");
    }

    /** A cluster's configuration with the options of this run. */
    public Configuration of(Configuration cluster) {
        Configuration changed = new Configuration(cluster);
        changed.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        changed.set(StateBackendOptions.STATE_BACKEND, stateBackend);
        changed.addAll(Configuration.fromMap(flinkOptions));
        return changed;
    }

    private static Map<String, String> with(Map<String, String> options, String key, String value) {
        Map<String, String> more = new HashMap<>(options);
        more.put(key, value);
        return Map.copyOf(more);
    }
}
