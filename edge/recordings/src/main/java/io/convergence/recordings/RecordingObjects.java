package io.convergence.recordings;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Objects of the masked segments of recordings, as they are read and erased. Each is some bytes under a name that does not
 * change. The messages of failures name no session. Thread-safe.
 */
public interface RecordingObjects extends AutoCloseable {
    /**
     * The object of a name, or null when there is none.
     *
     * @throws IOException when the objects cannot be read
     */
    byte @Nullable [] get(ObjectName name) throws IOException;

    /**
     * Deletes the objects of a session on all days and answers with their number.
     *
     * @throws IOException when an object cannot be deleted; some may be deleted then
     */
    int deleteSession(String tenant, String session) throws IOException;

    /** Closes the connections, if there are any. */
    @Override
    default void close() {}
}
