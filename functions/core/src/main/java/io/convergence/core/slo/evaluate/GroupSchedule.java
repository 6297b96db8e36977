package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.WindowPlan;

/** Next boundary at which a budget must be evaluated if no event arrives: the first at which anything can change. */
final class GroupSchedule {
    private GroupSchedule() {}

    /** The next boundary at which a generation can change once a boundary was evaluated, or {@link Long#MAX_VALUE}. */
    static long next(
            GenerationCounts counts, WindowPlan plan, GenerationEvaluation evaluated, long boundary, SloRules rules) {
        if (evaluated.isActive()) {
            return boundary + MinuteSchedule.MINUTE_MILLIS;
        }
        long next = Long.MAX_VALUE;
        long sliceEnd = plan.sliceOf(boundary) + plan.sliceMillis();
        if (counts.through() != boundary || evaluated.fillsGaps()) {
            next = sliceEnd;
        }
        long[] windows = counts.windows();
        for (int i = 0; i < windows.length; i++) {
            if (!counts.sums()[i].isEmpty()) {
                long bucket = plan.bucketOf(windows[i]);
                next = Math.min(next, plan.leftEdge(windows[i], counts.through()) + bucket + windows[i]);
            }
        }
        if (plan.isCalendar() && !counts.period().isEmpty()) {
            next = Math.min(next, plan.spanBefore(counts.through()).end() + plan.sliceMillis());
        }
        for (long end : counts.openReportEnds()) {
            if (end != GenerationCounts.NEVER) {
                next = Math.min(next, end + rules.allowedLatenessMillis() + plan.sliceMillis());
            }
        }
        return next == Long.MAX_VALUE ? next : Math.max(next, boundary + MinuteSchedule.MINUTE_MILLIS);
    }

    /**
     * The next boundary at which a stored minute must be counted or becomes final, or {@link Long#MAX_VALUE}. More
     * events of it may arrive late, and later minutes may be stored already.
     */
    static long next(GroupMemory memory, long generation, WindowPlan plan, long boundary, SloRules rules) {
        long next = Long.MAX_VALUE;
        long ahead = memory.firstMinute(generation, boundary);
        if (ahead != Long.MAX_VALUE) {
            next = ahead + MinuteSchedule.MINUTE_MILLIS;
        }
        long first = memory.firstMinute(generation, Long.MIN_VALUE);
        if (first < boundary) {
            long isFinal = plan.sliceOf(first) + plan.sliceMillis() + rules.allowedLatenessMillis();
            next = Math.min(next, Math.max(isFinal, boundary + MinuteSchedule.MINUTE_MILLIS));
        }
        return next;
    }

    /** The next boundary at which a tier can change, or {@link Long#MAX_VALUE}. */
    static long next(TierState tier, long boundary) {
        if (tier.isFiring() || tier.isPending()) {
            return boundary + MinuteSchedule.MINUTE_MILLIS;
        }
        return tier.resolvedAt() == TierState.NEVER ? Long.MAX_VALUE : tier.resolvedAt() + SloRules.RESOLVED_MILLIS;
    }
}
