package io.convergence.recordings;

import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Store of the masked segments of recordings, each an object of bytes under a name that does not change. Thread-safe. */
public interface RecordingStore {
    /**
     * Stores an object. When the name exists, the object that is there stays.
     *
     * @return whether there is an object of that name now; false when the store is full and refuses
     * @throws IOException when the store cannot be written
     */
    boolean put(ObjectName name, byte[] object) throws IOException;

    /** The object of a name, or null when there is none. */
    byte @Nullable [] get(ObjectName name) throws IOException;

    /** Deletes the objects of a session on a UTC day, those of the session of a name, and answers with their number. */
    int deleteSession(ObjectName ofSession) throws IOException;

    /** Deletes all objects of the UTC days before one and answers with the number of deleted days. */
    int deleteDaysBefore(LocalDate first) throws IOException;
}
