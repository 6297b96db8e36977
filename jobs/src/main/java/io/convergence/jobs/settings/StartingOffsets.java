package io.convergence.jobs.settings;

import java.util.Locale;

/** Where a job that starts without a savepoint begins to read. */
public enum StartingOffsets {
    /** At the offsets of the consumer group; where it has none, at the earliest record. */
    COMMITTED,
    /** At the earliest record. */
    EARLIEST,
    /** At the first record written after the start. */
    LATEST,
    /** At the first record whose Kafka timestamp is an instant or later; where there is none, at the end. */
    TIMESTAMP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
