package io.convergence.launcher.harness;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * How the job is run.
 *
 * @param parallelism of the job
 * @param stateBackend {@code hashmap} or {@code rocksdb}
 * @param jobOptions options of the job
 * @param flinkOptions options of Flink
 */
public record Variant(int parallelism, String stateBackend, Map<String, String> jobOptions, Map<String, String> flinkOptions) {

    /** Two subtasks on RocksDB, all else as the launcher has it. */
    public static Variant usual() {
        return new Variant(2, "rocksdb", Map.of(), Map.of());
    }

    public Variant withParallelism(int subtasks) {
        return new Variant(subtasks, stateBackend, jobOptions, flinkOptions);
    }

    public Variant withStateBackend(String name) {
        return new Variant(parallelism, name, jobOptions, flinkOptions);
    }

    public Variant withJobOption(String key, String value) {
        return new Variant(parallelism, stateBackend, with(jobOptions, key, value), flinkOptions);
    }

    public Variant withFlinkOption(String key, String value) {
        return new Variant(parallelism, stateBackend, jobOptions, with(flinkOptions, key, value));
    }

    /** Begins with what a savepoint or a retained checkpoint holds. */
    public Variant restoredFrom(String path) {
        return withFlinkOption("execution.state-recovery.path", path);
    }

    /** Leaves out what no operator claims of what it is restored from. */
    public Variant leavingUnclaimedState() {
        return withFlinkOption("execution.state-recovery.ignore-unclaimed-state", "true");
    }

    /** The configuration of a cluster as this variant changes it. */
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
