package io.convergence.recordings;

import java.io.IOException;
import java.time.LocalDate;

/** Store of the objects of recordings, as the gateway writes it. Thread-safe. */
public interface RecordingStore extends RecordingObjects {
    /**
     * Stores an object. When the name exists, the object that is there stays.
     *
     * @return whether there is an object of that name now; false when the store is full and refuses
     * @throws IOException when the store cannot be written
     */
    boolean put(ObjectName name, byte[] object) throws IOException;

    /** Deletes all objects of the UTC days before one and answers with the number of deleted days. */
    int deleteDaysBefore(LocalDate first) throws IOException;

    /**
     * Checks that the store can be used now.
     *
     * @throws IOException with the reason when it cannot
     */
    void check() throws IOException;
}
