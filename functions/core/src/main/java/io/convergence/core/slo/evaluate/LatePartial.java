package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.match.MinuteCounts;

/**
 * Counts of late events that wait for the boundary from which they count.
 *
 * @param appliesAt the boundary from which they count, epoch milliseconds
 * @param generation generation of the SLI
 * @param minute start of the events' minute, epoch milliseconds
 * @param counts counts of the events
 */
public record LatePartial(long appliesAt, long generation, long minute, MinuteCounts counts) {}
