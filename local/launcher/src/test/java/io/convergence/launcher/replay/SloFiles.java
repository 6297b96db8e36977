package io.convergence.launcher.replay;

import io.convergence.launcher.system.Endpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that a replay writes for objectives, from a database. */
public final class SloFiles {
    private SloFiles() {}

    /** Writes the files to a directory; returns the lines of {@code slo-snapshots.jsonl}. */
    public static List<String> snapshots(Endpoints endpoints, Path directory) throws Exception {
        new ObjectiveRowWriter(endpoints, directory).write(0);
        return Files.readAllLines(directory.resolve("slo-snapshots.jsonl"));
    }
}
