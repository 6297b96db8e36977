package io.convergence.core.slo.match;

import io.convergence.core.slo.definition.GroupKey;

/**
 * Partial counts of one budget in one minute, as one matching subtask sends them to the budget's operator.
 *
 * @param key the budget
 * @param generation generation of the SLI that matched the events
 * @param minute start of the minute, epoch milliseconds
 * @param appliesAt {@link #ON_TIME}, or for events that arrived after their minute was evaluated, the boundary from which
 *     they count
 * @param counts counts of the events
 */
public record GroupPartial(GroupKey key, long generation, long minute, long appliesAt, MinuteCounts counts) {
    /** Marks events that count from the end of their minute on. */
    public static final long ON_TIME = Long.MIN_VALUE;
}
