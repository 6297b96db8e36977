package io.convergence.query.http.sourcemap;

import io.convergence.query.http.ApiProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads that are under way, each with its file on disk. Thread-safe. */
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int MOST = 4;

    private final AtomicInteger open = new AtomicInteger();

    /** The file of one upload. */
    final class Spool {
        private final Path file;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Spool(Path file) {
            this.file = file;
        }

        Path file() {
            return file;
        }

        /** Deletes the file; later calls do nothing. */
        void end() {
            if (ended.compareAndSet(false, true)) {
                open.decrementAndGet();
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    LOG.warn("an uploaded file cannot be deleted", e);
                }
            }
        }
    }

    /**
     * Creates the file of an upload.
     *
     * @throws ApiProblem when too many uploads are under way, or the disk is full
     */
    Spool begin() {
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            throw ApiProblem.unavailable("busy", "too many uploads are under way");
        }
        try {
            return new Spool(Files.createTempFile("symbols", ".upload"));
        } catch (IOException e) {
            open.decrementAndGet();
            throw ApiProblem.unavailable("busy", "the upload cannot be written to the disk of the service");
        }
    }
}
