package io.convergence.jobs.settings;

import java.io.Serializable;

/**
 * How long snapshots of objectives are kept in which resolution, counted from the newest one.
 *
 * @param minuteHours hours that every row is kept, at least 1
 * @param fiveMinuteHours hours that the last row of each 5 minutes is kept, at least {@code minuteHours}; of older rows the
 *     last one of each hour is kept
 */
public record Thinning(int minuteHours, int fiveMinuteHours) implements Serializable {}
