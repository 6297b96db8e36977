package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.window.GenerationCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * Late events of one generation that are due at a boundary.
 *
 * @param counted those of minutes that can still change
 * @param tooLate those of final minutes, whose stored counts are gone: counting them would replace the slice by the late
 *     events alone
 */
record DueLateEvents(List<LatePartial> counted, List<LateEvents> tooLate) {

    /** Removes the late events of a generation that are due at a boundary from the state, and returns them. */
    static DueLateEvents take(GroupState state, GenerationCounts counts, long boundary) {
        DueLateEvents due = new DueLateEvents(new ArrayList<>(0), new ArrayList<>(0));
        state.late().removeIf(late -> {
            boolean isDue = late.generation() == counts.generation() && late.appliesAt() <= boundary;
            if (isDue) {
                due.add(state.key(), counts, late);
            }
            return isDue;
        });
        return due;
    }

    private void add(GroupKey key, GenerationCounts counts, LatePartial late) {
        if (counts.through() == GenerationCounts.NEVER || late.minute() >= counts.foldedThrough()) {
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
