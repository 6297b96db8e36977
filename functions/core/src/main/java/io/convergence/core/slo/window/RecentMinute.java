package io.convergence.core.slo.window;

/**
 * What is remembered of a boundary that may be restated.
 *
 * @param hour what the hour before it held
 * @param rollOffAt when nothing remains if the burn goes on and old buckets leave, as it was last worked out, epoch
 *     milliseconds, or {@link GenerationCounts#NEVER}
 * @param said whether a snapshot was given of it: then one is given whenever it is restated, or an outdated one would
 *     stay where late events undo what it was given for
 */
public record RecentMinute(HourBurn hour, long rollOffAt, boolean said) {}
