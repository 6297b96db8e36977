package io.convergence.kit.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Creation and deletion of directory trees. */
public final class Directories {
    private Directories() {}

    /** Creates a directory below {@code java.io.tmpdir} whose name begins with a prefix. */
    public static Path temporary(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory could be created", e);
        }
    }

    /** Deletes a directory tree. Files that vanish meanwhile or cannot be deleted are skipped. */
    public static void delete(Path directory) {
        delete(directory, null);
    }

    /**
     * Deletes a directory tree except for one file. Files that vanish meanwhile or cannot be deleted are skipped.
     *
     * @param kept the file that stays, with the directories above it; null to delete everything
     */
    public static void delete(Path directory, @Nullable Path kept) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!file.equals(kept)) {
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
            // The directory does not exist: nothing to do.
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + directory, e);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A directory that contains the kept file, or a file that an ending process still uses.
        }
    }
}
