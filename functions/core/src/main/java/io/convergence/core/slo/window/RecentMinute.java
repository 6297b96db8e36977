package io.convergence.core.slo.window;

/**
 * What is remembered of a boundary that may be restated.
 *
 * @param hour what the hour before it held
 * @param rollOffAt when nothing remains if the burn goes on and old buckets leave, as it was last worked out, epoch
 *     milliseconds, or {@link GenerationCounts#NEVER}
 */
public record RecentMinute(HourBurn hour, long rollOffAt) {}
