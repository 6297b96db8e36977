package io.convergence.flink.intake;

import io.convergence.core.ingest.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * What one Kafka record turned out to be: a value, a dead letter, or (both null) a heartbeat, which moves event time on
 * its partition and is nothing else. Decided in the source, so that every partition keeps its own watermark.
 *
 * @param partition the partition it was read from
 * @param eventTime epoch milliseconds; of a dead letter, which moves no watermark, the transport time
 * @param value the decoded record, or null
 * @param deadLetter what is kept of a refused record, or null
 */
public record Arrival<T>(
        int partition,
        long eventTime,
        @Nullable T value,
        @Nullable DeadLetter deadLetter) {

    /** A decoded record. */
    public static <T> Arrival<T> value(int partition, long eventTime, T value) {
        return new Arrival<>(partition, eventTime, value, null);
    }

    /** A refused record. */
    public static <T> Arrival<T> refused(int partition, long eventTime, DeadLetter deadLetter) {
        return new Arrival<>(partition, eventTime, null, deadLetter);
    }

    /** A heartbeat. */
    public static <T> Arrival<T> heartbeat(int partition, long eventTime) {
        return new Arrival<>(partition, eventTime, null, null);
    }
}
