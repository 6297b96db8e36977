package io.convergence.query.erasure;

import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.sessions.TimedRecordings;
import io.convergence.query.settings.QuerySettings;
import io.convergence.recordings.RecordingObjects;

/**
 * Where sessions are erased besides the database. Thread-safe.
 *
 * @param topic topic of the sessions job
 * @param recordings objects of recordings, which are read here as well
 */
public record ErasureTargets(ErasureTopic topic, RecordingObjects recordings) implements AutoCloseable {
    /** The targets of settings. Nothing is connected yet. */
    public static ErasureTargets open(QuerySettings settings, QueryMetrics metrics) {
        return new ErasureTargets(
                new ErasureTopic(settings.topics()),
                new TimedRecordings(settings.recordings().open(), metrics));
    }

    @Override
    public void close() {
        topic.close();
        recordings.close();
    }
}
