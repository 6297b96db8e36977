package io.convergence.launcher.replay;

/**
 * What a job stored of objectives in a replay, counted.
 *
 * @param documents definitions that were published
 * @param snapshots rows of budgets
 * @param reports rows of closed spans
 */
record SloOutcome(long documents, long snapshots, long reports) {
    /** Of a replay without objectives. */
    static final SloOutcome NONE = new SloOutcome(0, 0, 0);
}
