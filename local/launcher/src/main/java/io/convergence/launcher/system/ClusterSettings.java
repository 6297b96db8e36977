package io.convergence.launcher.system;

import java.util.List;

/**
 * What a local Flink cluster is made of.
 *
 * @param parallelism default parallelism of jobs, and task slots; at least 1
 * @param stateBackend {@code hashmap} or {@code rocksdb}
 * @param uiPort port of the web UI and REST, or 0 for a free one
 * @param restarts how often a job is restarted before it counts as failed
 */
public record ClusterSettings(int parallelism, String stateBackend, int uiPort, int restarts) {
    /** The state backends a job can run on. */
    public static final List<String> STATE_BACKENDS = List.of("hashmap", "rocksdb");

    public ClusterSettings {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is at least 1, not " + parallelism);
        }
        if (!STATE_BACKENDS.contains(stateBackend)) {
            throw new IllegalArgumentException(
                    "the state backend is one of " + STATE_BACKENDS + ", not " + stateBackend);
        }
    }
}
