package io.convergence.bench.latency;

/**
 * Upper bound of the time to detect an incident that the documentation promises, derived from the effective settings.
 *
 * @param slide maximum time to the next boundary, milliseconds
 * @param outOfOrderness time until event time has passed the boundary, milliseconds
 * @param checkpointInterval maximum time until the transaction commits, milliseconds
 */
record LatencyBound(long slide, long outOfOrderness, long checkpointInterval) {
    /** Allowance for evaluating, writing, the checkpoint itself and reading, milliseconds. */
    private static final long WORK = 2_000;

    /** The promised bound, milliseconds. */
    long promised() {
        return visibleAtOnce() + checkpointInterval;
    }

    /** The bound for readers that do not wait for a checkpoint, milliseconds. */
    long visibleAtOnce() {
        return slide + outOfOrderness + WORK;
    }
}
