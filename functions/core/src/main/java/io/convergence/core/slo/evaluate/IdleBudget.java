package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.GenerationCounts;

/**
 * Test for an idle budget: one whose windows and period are empty, that has no event left to count and no tier that fires
 * or is pending. Its state holds open reports, and tombstones of resolved signals that are not yet due.
 */
public final class IdleBudget {
    private IdleBudget() {}

    /** Whether a budget is idle after its last evaluation and the events that have arrived since. */
    public static boolean isIdle(GroupState state, GroupMemory memory) {
        return state.late().isEmpty()
                && state.tiers().stream().noneMatch(tier -> tier.isFiring() || tier.isPending())
                && state.generations().stream().allMatch(counts -> isIdle(counts, memory));
    }

    private static boolean isIdle(GenerationCounts counts, GroupMemory memory) {
        if (!counts.period().isEmpty()) {
            return false;
        }
        for (BucketCounts sum : counts.sums()) {
            if (!sum.isEmpty()) {
                return false;
            }
        }
        return memory.firstMinute(counts.generation(), Long.MIN_VALUE) == Long.MAX_VALUE;
    }
}
