package io.convergence.bench.latency;

/**
 * An incident that was detected: from the beacon that tipped the verdict to the signal. Epoch milliseconds.
 *
 * @param tippedAt when the beacon was received
 * @param signal what was read
 */
record Detection(long tippedAt, SeenSignal signal) {

    /** What is promised to be short, milliseconds. */
    long latency() {
        return signal.readAt() - tippedAt;
    }

    /** Until the next boundary, milliseconds: at most the slide. */
    long untilBoundary() {
        return signal.occurredAt() - tippedAt;
    }

    /** From the boundary to the signal, milliseconds: the bound on disorder, the key's stagger, and the work. */
    long untilEmitted() {
        return signal.emittedAt() - signal.occurredAt();
    }

    /** From the signal to its reader, milliseconds: with transactions until the next checkpoint is complete. */
    long untilRead() {
        return signal.readAt() - signal.emittedAt();
    }
}
