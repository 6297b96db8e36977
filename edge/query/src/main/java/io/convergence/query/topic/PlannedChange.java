package io.convergence.query.topic;

import io.convergence.query.http.Reply;
import java.time.Instant;
import java.util.List;

/** A change that was checked against the table. */
public interface PlannedChange {
    /**
     * The records of the change in their order; empty when nothing is to be written.
     *
     * @param author name of the caller
     */
    List<? extends NewRecord> records(String tenant, String author);

    /** Outcome in metrics. */
    String outcome();

    /**
     * The answer once the records are written.
     *
     * @param writtenAt timestamp of the last record; the time of the request when nothing was written
     * @param position offset of the last record; without meaning when nothing was written
     */
    Reply answer(Instant writtenAt, long position);
}
