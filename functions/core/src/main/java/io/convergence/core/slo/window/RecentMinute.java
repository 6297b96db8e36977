package io.convergence.core.slo.window;

/**
 * State of an evaluated minute boundary that late events can still change.
 *
 * @param hour counts of the hour before the boundary
 * @param rollOffAt the latest roll-off-aware forecast of exhaustion, epoch milliseconds, or
 *     {@link GenerationCounts#NEVER}
 * @param snapshotWritten whether a snapshot row exists for the boundary; a restatement must then overwrite it
 */
public record RecentMinute(HourBurn hour, long rollOffAt, boolean snapshotWritten) {}
