package io.convergence.flink.intake;

import io.convergence.core.ingest.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * One decoded Kafka record: a value, a dead letter, or (both null) a heartbeat, which only advances event time on its
 * partition. The source decodes, so that every partition keeps its own watermark.
 *
 * @param partition partition of the record
 * @param eventTime epoch milliseconds; for a dead letter, which does not advance event time, the transport time
 * @param value decoded record, or null
 * @param deadLetter description of a rejected record, or null
 */
public record Arrival<T>(
        int partition,
        long eventTime,
        @Nullable T value,
        @Nullable DeadLetter deadLetter) {

    /** A record that was decoded. */
    public static <T> Arrival<T> value(int partition, long eventTime, T value) {
        return new Arrival<>(partition, eventTime, value, null);
    }

    /** A record that was rejected. */
    public static <T> Arrival<T> refused(int partition, long eventTime, DeadLetter deadLetter) {
        return new Arrival<>(partition, eventTime, null, deadLetter);
    }

    /** A heartbeat. */
    public static <T> Arrival<T> heartbeat(int partition, long eventTime) {
        return new Arrival<>(partition, eventTime, null, null);
    }
}
