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

/** The completed checkpoints of a job, read from its checkpoint directory. */
public final class Checkpoints {
    private static final String PREFIX = "chk-";

    private final Path directory;

    private Checkpoints(Path directory) {
        this.directory = directory;
    }

    /** The checkpoints of a job that was started with a configuration. */
    public static Checkpoints of(Configuration configuration, RunningJob job) {
        String root = String.valueOf(configuration.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
        return new Checkpoints(Path.of(URI.create(root)).resolve(job.id().toHexString()));
    }

    /** Waits for the end of a checkpoint that begins after this call and so contains every record that the job has read. */
    public void awaitNext() throws Exception {
        int before = latest();
        Waiting.until("a checkpoint that began after the call is complete", () -> latest() > before + 1);
    }

    /** The number of the latest checkpoint; 0 without one. */
    public int latest() throws IOException {
        return completed().stream().mapToInt(Checkpoints::number).max().orElse(0);
    }

    /** The directory of the latest checkpoint. */
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
