package io.convergence.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/** The completed checkpoints of a job, as they lie on disk. */
final class Checkpoints {
    private static final String PREFIX = "chk-";

    private final Path directory;

    Checkpoints(Path root, JobID job) {
        this.directory = root.resolve(job.toHexString());
    }

    /** The number of the latest, 0 without one. */
    int latest() throws IOException {
        return completed().stream().mapToInt(Checkpoints::number).max().orElse(0);
    }

    /** Where the latest is. */
    Path latestPath() throws IOException {
        Optional<Path> latest = completed().stream().max(Comparator.comparingInt(Checkpoints::number));
        return latest.orElseThrow(() -> new AssertionError("no checkpoint in " + directory));
    }

    private List<Path> completed() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> child.getFileName().toString().startsWith(PREFIX))
                    .filter(child -> Files.exists(child.resolve("_metadata")))
                    .toList();
        }
    }

    private static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().substring(PREFIX.length()));
    }
}
