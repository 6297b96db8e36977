package io.convergence.recordings;

import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * Failures of the file system without their paths, which contain the ids of sessions: they are logged, and logs are not
 * erased with a session.
 */
final class FileFailures {
    private FileFailures() {}

    /** Access to files. */
    @FunctionalInterface
    interface Access<T> {
        /** Reads or changes files. */
        T run() throws IOException;
    }

    /** Runs an access; a failure names its kind and its reason only. */
    static <T> T unnamed(Access<T> access) throws IOException {
        try {
            return access.run();
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "" : ": " + e.getReason();
            throw new IOException(e.getClass().getSimpleName() + reason + " (in the directory of recordings)");
        }
    }
}
