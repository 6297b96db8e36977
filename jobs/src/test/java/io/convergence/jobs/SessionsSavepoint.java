package io.convergence.jobs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A savepoint of the sessions job of a version of the state format, taken when the job had read most of the first part of
 * the events of the run {@value #RUN}. Its offsets mean the same records on another broker, because the run always
 * publishes the same records in the same order. Every state is in a file of its own: paths of files are relative to the
 * savepoint, whereas inlined state keeps an absolute path in the metadata.
 *
 * @param file the packed savepoint, {@code savepoints/sessions/vN.zip}
 */
record SessionsSavepoint(Path file) {
    /** Name of the run. */
    static final String RUN = "golden";

    private static final Path FOLDER = Path.of("src", "test", "resources", "savepoints", "sessions");

    /** The savepoints of all versions. */
    static List<SessionsSavepoint> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(SessionsSavepoint::new).toList();
        }
    }

    /** The savepoint of a version. */
    static SessionsSavepoint of(int version) {
        return new SessionsSavepoint(FOLDER.resolve("v" + version + ".zip"));
    }

    /** Unpacks the savepoint into a directory; returns the path to restore from. */
    String unpack(Path target) throws IOException {
        try (ZipInputStream packed = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                Files.copy(packed, target.resolve(entry.getName()));
            }
        }
        return target.toUri().toString();
    }

    /** Packs a savepoint that a job has taken. */
    void pack(String savepoint) throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)));
                ZipOutputStream packed = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Path each : files.sorted().toList()) {
                packed.putNextEntry(new ZipEntry(String.valueOf(each.getFileName())));
                Files.copy(each, packed);
            }
        }
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName()).replace(".zip", "");
    }
}
