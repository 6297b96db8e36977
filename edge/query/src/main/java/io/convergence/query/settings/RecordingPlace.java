package io.convergence.query.settings;

import io.convergence.core.settings.OptionReader;
import io.convergence.recordings.RecordingFiles;
import io.convergence.recordings.RecordingObjects;
import io.convergence.recordings.s3.S3Recordings;
import io.convergence.recordings.s3.S3Settings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway stores recordings of sessions.
 *
 * @param directory directory; it may be absent
 * @param s3 bucket, or null when they are in the directory
 */
public record RecordingPlace(Path directory, @Nullable S3Settings s3) {
    static RecordingPlace read(OptionReader reader, Map<String, String> environment) {
        return new RecordingPlace(
                Path.of(reader.text(QueryOptions.REPLAY_DIRECTORY)), S3Settings.read(reader, environment));
    }

    /** Opens the objects. Nothing is read yet. */
    public RecordingObjects open() {
        return s3 == null ? new RecordingFiles(directory) : S3Recordings.open(s3);
    }
}
