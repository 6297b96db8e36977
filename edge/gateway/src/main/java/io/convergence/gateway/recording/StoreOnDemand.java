package io.convergence.gateway.recording;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.settings.RecordingSettings;
import io.convergence.recordings.RecordingDirectory;
import io.convergence.recordings.RecordingStore;
import io.convergence.recordings.s3.S3Recordings;
import io.convergence.recordings.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The store of recordings of a gateway, a directory or a bucket. It is opened when it is first needed, so that a gateway
 * whose DSNs record no sessions needs no directory. Thread-safe.
 */
public final class StoreOnDemand implements AutoCloseable {
    private final RecordingSettings settings;
    private @Nullable RecordingStore store;

    /** A store that is not open yet. */
    public StoreOnDemand(RecordingSettings settings) {
        this.settings = settings;
    }

    /**
     * A store that is opened at once when a DSN records sessions.
     *
     * @throws InvalidSettings when it cannot be opened then
     */
    public static StoreOnDemand of(RecordingSettings settings, boolean isNeeded) {
        StoreOnDemand store = new StoreOnDemand(settings);
        try {
            if (isNeeded) {
                store.open();
            }
        } catch (IOException e) {
            throw new InvalidSettings(List.of("replay.directory: cannot be used: " + e));
        }
        return store;
    }

    /**
     * The open store.
     *
     * @throws IOException when its directory cannot be created or read; the next call tries again
     */
    public synchronized RecordingStore open() throws IOException {
        RecordingStore opened = store;
        if (opened == null) {
            opened = newStore();
            store = opened;
        }
        return opened;
    }

    private RecordingStore newStore() throws IOException {
        S3Settings s3 = settings.s3();
        return s3 == null
                ? RecordingDirectory.open(
                        settings.directory(), settings.capacity(), settings.whenFull(), settings.clearsOnStart())
                : S3Recordings.open(s3);
    }

    /**
     * Checks that the store can be used now, and opens it if it is not open yet.
     *
     * @throws IOException with the reason when it cannot
     */
    public void check() throws IOException {
        open().check();
    }

    /**
     * Deletes the objects of the UTC days that have ended longer ago than the retention, also when no DSN records sessions any
     * longer.
     *
     * @return the number of deleted days
     */
    public int deleteExpired(LocalDate today) throws IOException {
        if (settings.s3() == null && !isOpen() && !Files.isDirectory(settings.directory())) {
            return 0;
        }
        return open().deleteDaysBefore(today.minusDays(settings.retention().toDays()));
    }

    @Override
    public synchronized void close() {
        if (store != null) {
            store.close();
        }
    }

    private synchronized boolean isOpen() {
        return store != null;
    }
}
