package io.convergence.core.ingest;

/** Result of decoding a record: a value, a rejection or a heartbeat. Consumed at once; never sent through a stream. */
public sealed interface Decoded<T> {
    /** A valid record. */
    record Accepted<T>(T value) implements Decoded<T> {}

    /** An invalid record. */
    record Rejected<T>(Rejection rejection) implements Decoded<T> {}

    /**
     * A record without data that moves the event time of its partition on.
     *
     * @param at event time that the partition has reached, epoch milliseconds
     */
    record Heartbeat<T>(long at) implements Decoded<T> {}
}
