package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.WindowPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Late events of one generation that are due at a boundary.
 *
 * @param counted those of minutes that can still change
 * @param tooLate those of final minutes, whose stored counts are gone: counting them would replace the slice by the
 *     late events alone
 */
record DueLateEvents(List<LatePartial> counted, List<LateEvents> tooLate) {

    /** Removes the late events of a generation that are due at a boundary from the state, and returns them. */
    static DueLateEvents take(
            GroupState state, GenerationCounts counts, WindowPlan plan, long boundary, SloRules rules) {
        DueLateEvents due = new DueLateEvents(new ArrayList<>(0), new ArrayList<>(0));
        long firstOpen = firstOpenMinute(state, counts, plan, rules);
        state.late().removeIf(late -> {
            boolean isDue = late.generation() == counts.generation() && late.appliesAt() <= boundary;
            if (isDue) {
                due.add(state.key(), late, firstOpen);
            }
            return isDue;
        });
        return due;
    }

    /**
     * Start of the first minute that can still change. A new generation begins with its first slice counted in reports,
     * though earlier ones within the allowed lateness may follow.
     */
    private static long firstOpenMinute(GroupState state, GenerationCounts counts, WindowPlan plan, SloRules rules) {
        return counts.through() == GenerationCounts.NEVER || state.through() == GenerationCounts.NEVER
                ? Long.MIN_VALUE
                : Math.min(counts.foldedThrough(), plan.sliceOf(state.through() - rules.allowedLatenessMillis()));
    }

    private void add(GroupKey key, LatePartial late, long firstOpen) {
        if (late.minute() >= firstOpen) {
            counted.add(late);
            return;
        }
        MinuteCounts events = late.counts();
        tooLate.add(new LateEvents(
                key.tenant(),
                key.slo(),
                key.group(),
                late.minute(),
                events.events().good() + events.fallback().good(),
                events.events().bad() + events.fallback().bad()));
    }
}
