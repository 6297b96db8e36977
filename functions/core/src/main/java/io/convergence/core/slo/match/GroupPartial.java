package io.convergence.core.slo.match;

import io.convergence.core.slo.definition.GroupKey;

/**
 * A part of what a budget counts in a minute.
 *
 * @param key the budget
 * @param generation of the SLI that matched
 * @param minute start of the minute, epoch milliseconds
 * @param appliesAt the boundary from which it counts: {@link #ON_TIME}, or for events that came after their minute was
 *     evaluated the next boundary then
 * @param counts what is counted
 */
public record GroupPartial(GroupKey key, long generation, long minute, long appliesAt, MinuteCounts counts) {
    /** The partial counts from the end of its minute on. */
    public static final long ON_TIME = Long.MIN_VALUE;
}
