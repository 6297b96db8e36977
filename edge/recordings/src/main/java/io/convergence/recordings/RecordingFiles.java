package io.convergence.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a directory that a {@link RecordingDirectory} of another process writes. It changes nothing. Thread-safe.
 *
 * @param directory the directory; it may be absent
 */
public record RecordingFiles(Path directory) {
    /** The object of a name, or null when there is none. */
    public byte @Nullable [] get(ObjectName name) throws IOException {
        try {
            return Files.readAllBytes(directory.resolve(name.toString()));
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
