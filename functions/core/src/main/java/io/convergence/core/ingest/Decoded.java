package io.convergence.core.ingest;

/** What a decoder makes of bytes: a value, a refusal, or a heartbeat. Consumed at once; never enters a stream. */
public sealed interface Decoded<T> {
    /** A record that keeps every rule. */
    record Accepted<T>(T value) implements Decoded<T> {}

    /** A record that breaks a rule. */
    record Rejected<T>(Rejection rejection) implements Decoded<T> {}

    /**
     * A statement that event time has come this far on a partition, and nothing else.
     *
     * @param at epoch milliseconds
     */
    record Heartbeat<T>(long at) implements Decoded<T> {}
}
