package io.convergence.launcher.replay;

/**
 * Counts of the rows that a job stored for objectives in a replay.
 *
 * @param documents published definitions
 * @param snapshots rows of {@code slo_snapshots}
 * @param reports rows of {@code slo_reports}
 */
record ObjectiveRowCounts(long documents, long snapshots, long reports) {
    /** The counts of a replay without objectives. */
    static final ObjectiveRowCounts NONE = new ObjectiveRowCounts(0, 0, 0);
}
