package io.convergence.launcher.harness;

import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.system.RunningJob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;

/** The completed checkpoints of a job, as they lie on disk. */
public final class Checkpoints {
    private static final String PREFIX = "chk-";

    private final Path directory;

    private Checkpoints(Path directory) {
        this.directory = directory;
    }

    /** Those of a job that was started with a configuration. */
    public static Checkpoints of(Configuration configuration, RunningJob job) {
        String root = String.valueOf(configuration.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
        return new Checkpoints(Path.of(URI.create(root)).resolve(job.id().toHexString()));
    }

    /** Returns when a checkpoint is complete that began after now: it holds what the job has taken in until now. */
    public void awaitNext() throws Exception {
        int before = latest();
        Waiting.until("a checkpoint has begun and completed", () -> latest() > before + 1);
    }

    /** The number of the latest, 0 without one. */
    public int latest() throws IOException {
        return completed().stream().mapToInt(Checkpoints::number).max().orElse(0);
    }

    /** Where the latest is. */
    public Path latestPath() throws IOException {
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
