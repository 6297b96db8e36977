package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.match.MinuteCounts;

/**
 * Late events that wait for the boundary from which they count.
 *
 * @param appliesAt that boundary, epoch milliseconds
 * @param generation of the SLI
 * @param minute start of their minute
 * @param counts what is counted
 */
public record LatePartial(long appliesAt, long generation, long minute, MinuteCounts counts) {}
