package io.convergence.launcher.system;

import java.util.List;

/**
 * Settings of a Flink cluster in this process.
 *
 * @param parallelism default parallelism of jobs; at least 1
 * @param stateBackend {@code hashmap} or {@code rocksdb}
 * @param uiPort port of the web UI and REST, or 0 for a free one
 * @param restarts number of restarts after which a failing job ends
 * @param jobs number of jobs that run at once; at least 1
 */
public record ClusterSettings(int parallelism, String stateBackend, int uiPort, int restarts, int jobs) {
    /** The admissible state backends. */
    public static final List<String> STATE_BACKENDS = List.of("hashmap", "rocksdb");

    /** Settings of a cluster for one job. */
    public ClusterSettings(int parallelism, String stateBackend, int uiPort, int restarts) {
        this(parallelism, stateBackend, uiPort, restarts, 1);
    }

    public ClusterSettings {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, not " + parallelism);
        }
        if (!STATE_BACKENDS.contains(stateBackend)) {
            throw new IllegalArgumentException(
                    "the state backend must be one of " + STATE_BACKENDS + ", not " + stateBackend);
        }
    }
}
