package io.convergence.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The days of a directory of recordings, {@code yyyy/MM/dd}, and their sizes. Other files of it are left alone; files that
 * another gateway deletes meanwhile are passed over.
 */
final class StoredDays {
    private static final int DAY_DEPTH = 3;

    private StoredDays() {}

    /** The days, the oldest first. */
    static List<LocalDate> of(Path directory) throws IOException {
        return tree(directory, DAY_DEPTH).stream()
                .map(path -> ObjectName.day(directory.relativize(path).toString()))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    /** The size in bytes of each day, the oldest first. */
    static Map<LocalDate, Long> sizes(Path directory) throws IOException {
        Map<LocalDate, Long> sizes = new TreeMap<>();
        for (LocalDate day : of(directory)) {
            long bytes = 0;
            for (Path file : tree(directory.resolve(ObjectName.path(day)), Integer.MAX_VALUE)) {
                bytes += size(file);
            }
            sizes.put(day, bytes);
        }
        return sizes;
    }

    /**
     * Deletes a directory with everything in it and answers with the number of files. Files that are written meanwhile stay.
     */
    static int delete(Path directory) throws IOException {
        int files = 0;
        List<Path> paths = tree(directory, Integer.MAX_VALUE);
        for (Path path : paths.stream().sorted(Comparator.reverseOrder()).toList()) {
            boolean isFile = Files.isRegularFile(path);
            try {
                files += Files.deleteIfExists(path) && isFile ? 1 : 0;
            } catch (DirectoryNotEmptyException e) {
                // A file was written in it meanwhile.
            }
        }
        return files;
    }

    /** Deletes the files of a directory that were last written before a time. */
    static void deleteFilesBefore(Path directory, Instant time) throws IOException {
        for (Path file : tree(directory, 1)) {
            if (isFileBefore(file, time)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isFileBefore(Path file, Instant time) throws IOException {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** A directory and what is below it; nothing when the directory is absent. */
    private static List<Path> tree(Path directory, int depth) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory, depth)) {
            return paths.toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return tree(directory, depth);
            }
            throw e.getCause();
        }
    }

    private static long size(Path path) throws IOException {
        try {
            return Files.isRegularFile(path) ? Files.size(path) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
