package io.convergence.query.sessions;

import io.convergence.query.metrics.QueryMetrics;
import io.convergence.recordings.ObjectName;
import io.convergence.recordings.RecordingObjects;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Objects of recordings whose reads are measured. Thread-safe.
 *
 * @param objects the objects
 * @param metrics metrics of the service
 */
public record TimedRecordings(RecordingObjects objects, QueryMetrics metrics) implements RecordingObjects {
    @Override
    public byte @Nullable [] get(ObjectName name) throws IOException {
        long start = System.nanoTime();
        try {
            return objects.get(name);
        } finally {
            metrics.observeRecordingRead(System.nanoTime() - start);
        }
    }

    @Override
    public int deleteSession(String tenant, String session) throws IOException {
        return objects.deleteSession(tenant, session);
    }

    @Override
    public void close() {
        objects.close();
    }
}
