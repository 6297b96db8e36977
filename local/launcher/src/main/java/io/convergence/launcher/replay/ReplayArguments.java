package io.convergence.launcher.replay;

import io.convergence.cli.command.UsageException;
import io.convergence.launcher.command.Arguments;
import io.convergence.launcher.system.ClusterSettings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to replay, and how.
 *
 * @param beacons file of canonical beacons, or null
 * @param synthetic file of canonical synthetic results, or null; one of the two is given
 * @param slo files and directories of definitions of objectives; empty without any
 * @param out directory for the outputs
 * @param parallelism of the job
 * @param stateBackend {@code hashmap} or {@code rocksdb}
 * @param jobOptions options of the job that were set
 */
public record ReplayArguments(
        @Nullable Path beacons,
        @Nullable Path synthetic,
        List<Path> slo,
        Path out,
        int parallelism,
        String stateBackend,
        Map<String, String> jobOptions) {

    private static final Set<String> NAMES = new LinkedHashSet<>(
            List.of("--beacons", "--synthetic", "--slo", "--out", "--parallelism", "--state-backend", "--set"));

    /** Most subtasks an operator can have: the job's maximum parallelism. */
    private static final int MOST_SUBTASKS = 720;

    public ReplayArguments {
        slo = List.copyOf(slo);
        jobOptions = Map.copyOf(jobOptions);
    }

    /** Two subtasks, on RocksDB unless told otherwise. */
    public static ReplayArguments parse(List<String> line) throws UsageException {
        Arguments arguments = Arguments.parse(line, NAMES);
        Path beacons = arguments.file("--beacons");
        Path synthetic = arguments.file("--synthetic");
        if (beacons == null && synthetic == null) {
            throw new UsageException("--beacons or --synthetic is missing");
        }
        return new ReplayArguments(
                beacons,
                synthetic,
                arguments.paths(),
                arguments.directory("--out"),
                (int) arguments.number("--parallelism", 2, 1, MOST_SUBTASKS),
                arguments.word("--state-backend", "rocksdb", ClusterSettings.STATE_BACKENDS),
                arguments.settings());
    }
}
