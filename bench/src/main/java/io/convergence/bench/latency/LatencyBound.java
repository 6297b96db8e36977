package io.convergence.bench.latency;

/**
 * What is promised of the time to detect an incident, from the effective settings, in milliseconds.
 *
 * @param slide until the next boundary at most
 * @param outOfOrderness until event time has passed the boundary
 * @param checkpointInterval until the transaction commits at most
 */
record LatencyBound(long slide, long outOfOrderness, long checkpointInterval) {
    /** For evaluating, writing, the checkpoint itself and reading. */
    private static final long WORK = 2_000;

    /** The promise. */
    long promised() {
        return visibleAtOnce() + checkpointInterval;
    }

    /** What it comes to where nothing waits for a checkpoint. */
    long visibleAtOnce() {
        return slide + outOfOrderness + WORK;
    }
}
