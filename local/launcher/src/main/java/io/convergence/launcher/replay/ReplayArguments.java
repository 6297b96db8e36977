package io.convergence.launcher.replay;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of a replay.
 *
 * @param beacons file of canonical beacons, or null; at least one of the three files is set
 * @param synthetic file of canonical synthetic results, or null
 * @param events file of canonical events, or null; with it the sessions job runs as well
 * @param out directory for the results
 * @param parallelism of the job
 * @param stateBackend {@code hashmap} or {@code rocksdb}
 * @param jobOptions options of the job that differ from their defaults
 */
public record ReplayArguments(
        @Nullable Path beacons,
        @Nullable Path synthetic,
        @Nullable Path events,
        Path out,
        int parallelism,
        String stateBackend,
        Map<String, String> jobOptions) {

    public ReplayArguments {
        jobOptions = Map.copyOf(jobOptions);
    }
}
