package io.convergence.launcher.replay;

import java.util.Map;

/**
 * What a job published in a replay, counted.
 *
 * @param verdicts verdict records
 * @param verdictChanges those among them that are changes
 * @param signals signal events
 * @param sloSignals those among them that are about objectives
 * @param rejected refused records by reason
 * @param lateBeacons views that came too late
 * @param lateResults synthetic results that came too late
 */
record ReplayOutcome(
        long verdicts,
        long verdictChanges,
        long signals,
        long sloSignals,
        Map<String, Long> rejected,
        long lateBeacons,
        long lateResults) {}
