package io.convergence.launcher.replay;

import java.util.Map;

/**
 * Counts of the records that a job published in a replay.
 *
 * @param verdicts verdict records
 * @param verdictChanges verdict records that are changes
 * @param signals signal events
 * @param sloSignals signal events of objectives
 * @param rejected rejected records by reason
 * @param lateBeacons views after their window was evaluated
 * @param lateResults synthetic results after their window was evaluated
 */
record JobOutputCounts(
        long verdicts,
        long verdictChanges,
        long signals,
        long sloSignals,
        Map<String, Long> rejected,
        long lateBeacons,
        long lateResults) {}
