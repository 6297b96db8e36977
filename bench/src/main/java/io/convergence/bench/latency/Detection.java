package io.convergence.bench.latency;

/**
 * A detected incident.
 *
 * @param tippedAt time of receipt of the beacon that changed the verdict, epoch milliseconds
 * @param signal the signal of the incident
 */
record Detection(long tippedAt, SeenSignal signal) {

    /** Time from the beacon to the reader, milliseconds. */
    long latency() {
        return signal.readAt() - tippedAt;
    }

    /** Time from the beacon to the next window boundary, milliseconds: at most the slide. */
    long untilBoundary() {
        return signal.occurredAt() - tippedAt;
    }

    /** Time from the boundary to the signal, milliseconds: the out-of-orderness, the stagger of the key, and processing. */
    long untilEmitted() {
        return signal.emittedAt() - signal.occurredAt();
    }

    /** Time from the signal to its reader, milliseconds: with transactions until the next checkpoint has completed. */
    long untilRead() {
        return signal.readAt() - signal.emittedAt();
    }
}
