package io.convergence.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a directory that a {@link RecordingDirectory} of another process writes. It changes nothing but for erasures.
 * Thread-safe.
 *
 * @param directory the directory; it may be absent
 */
public record RecordingFiles(Path directory) implements RecordingObjects {
    @Override
    public byte @Nullable [] get(ObjectName name) throws IOException {
        Optional<byte[]> object = FileFailures.unnamed(() -> {
            try {
                return Optional.of(Files.readAllBytes(directory.resolve(name.toString())));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
        return object.orElse(null);
    }

    /** The room of the deleted objects is free for the process that writes when it next looks through the directory. */
    @Override
    public int deleteSession(String tenant, String session) throws IOException {
        if (!ObjectName.admits(tenant, session)) {
            return 0;
        }
        return FileFailures.unnamed(() -> {
            int objects = 0;
            for (LocalDate day : StoredDays.of(directory)) {
                objects +=
                        StoredDays.delete(directory.resolve(new ObjectName(day, tenant, session, "", 0).sessionPath()));
            }
            return objects;
        });
    }
}
