package io.convergence.launcher.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one run: broker data, database, checkpoints and the log. Deleted on close, but for the log when it is
 * to be kept.
 */
public final class RunDirectory implements AutoCloseable {
    private final Path root;
    private volatile boolean logKept;

    private RunDirectory(Path root) {
        this.root = root;
    }

    /** A new directory below {@code java.io.tmpdir}. */
    public static RunDirectory create() {
        try {
            return new RunDirectory(Files.createTempDirectory("convergence-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory could be made", e);
        }
    }

    /** A directory that others know; what an earlier run has left there is deleted. */
    public static RunDirectory at(Path directory) {
        delete(directory);
        try {
            return new RunDirectory(Files.createDirectories(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " could not be made", e);
        }
    }

    /** Where the run logs to. */
    public Path log() {
        return root.resolve("convergence.log");
    }

    /** A directory of its own for one part of the system; made when that part needs it. */
    public Path of(String part) {
        return root.resolve(part);
    }

    /** Leaves the log behind on close, for a run that failed. */
    public void keepLog() {
        logKept = true;
    }

    @Override
    public void close() {
        delete(root, logKept ? log() : null);
    }

    /** Deletes a directory and what it holds; files that vanish meanwhile or cannot be deleted are passed over. */
    static void delete(Path directory) {
        delete(directory, null);
    }

    private static void delete(Path directory, @Nullable Path spared) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!file.equals(spared)) {
                        deleteOne(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
                    deleteOne(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Already gone.
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + directory, e);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A directory that still holds the spared log, or a file of a process that is just ending.
        }
    }
}
