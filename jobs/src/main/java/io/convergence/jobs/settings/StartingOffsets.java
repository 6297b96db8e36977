package io.convergence.jobs.settings;

import java.util.Locale;

/** The position at which a job without a savepoint begins to read its input topics. */
public enum StartingOffsets {
    /** The offsets of the consumer group; the earliest record where the group has none. */
    COMMITTED,
    /** The earliest record. */
    EARLIEST,
    /** The first record written after the start. */
    LATEST,
    /** The first record whose Kafka timestamp is at or after a given instant; the end where there is none. */
    TIMESTAMP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
