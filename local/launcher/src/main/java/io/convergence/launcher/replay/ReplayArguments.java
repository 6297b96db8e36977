package io.convergence.launcher.replay;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of a replay.
 *
 * @param beacons file of canonical beacons, or null; at least one of the two files is set
 * @param synthetic file of canonical synthetic results, or null
 * @param out directory for the results
 * @param parallelism of the job
 * @param stateBackend {@code hashmap} or {@code rocksdb}
 * @param jobOptions options of the job that differ from their defaults
 */
public record ReplayArguments(
        @Nullable Path beacons,
        @Nullable Path synthetic,
        Path out,
        int parallelism,
        String stateBackend,
        Map<String, String> jobOptions) {

    public ReplayArguments {
        jobOptions = Map.copyOf(jobOptions);
    }
}
