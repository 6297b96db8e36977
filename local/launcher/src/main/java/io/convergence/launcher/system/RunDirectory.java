package io.convergence.launcher.system;

import io.convergence.kit.files.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The working directory of one run: broker data, database, checkpoints and the log. Closing deletes it; the log stays if
 * {@link #keepLog} was called.
 */
public final class RunDirectory implements AutoCloseable {
    private final Path root;
    private volatile boolean logKept;

    private RunDirectory(Path root) {
        this.root = root;
    }

    /** A new directory below {@code java.io.tmpdir}. */
    public static RunDirectory create() {
        return new RunDirectory(Directories.temporary("convergence-"));
    }

    /** A directory at a fixed path; deletes what an earlier run has left there. */
    public static RunDirectory at(Path directory) {
        Directories.delete(directory);
        try {
            return new RunDirectory(Files.createDirectories(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " could not be created", e);
        }
    }

    /** The log file of the run. */
    public Path log() {
        return root.resolve("convergence.log");
    }

    /** The directory of one part of the system; the part itself creates it. */
    public Path of(String part) {
        return root.resolve(part);
    }

    /** Keeps the log when the directory is closed, for a run that has failed. */
    public void keepLog() {
        logKept = true;
    }

    @Override
    public void close() {
        Directories.delete(root, logKept ? log() : null);
    }
}
