package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.window.GenerationCounts;
import java.util.List;

/** Merge of arriving partial counts into the state of their budget. */
public final class PartialMerge {
    private PartialMerge() {}

    /**
     * Adds partial counts to their open minute, or to the late events that wait for the boundary from which they count.
     *
     * @return whether the group state changed, which includes an earlier next boundary; changes of memory do not count
     */
    public static boolean add(GroupState state, GroupMemory memory, GroupPartial partial) {
        long closes = partial.minute() + MinuteSchedule.MINUTE_MILLIS;
        boolean isNew = state.generation(partial.generation()) == null;
        if (isNew) {
            state.generations().add(new GenerationCounts(partial.generation()));
        }
        boolean onTime = partial.appliesAt() == GroupPartial.ON_TIME && closes > state.through();
        long due = closes;
        if (onTime) {
            MinuteCounts stored = memory.minute(partial.generation(), partial.minute());
            if (stored != null) {
                stored.merge(partial.counts());
            }
            memory.putMinute(partial.generation(), partial.minute(), stored == null ? partial.counts() : stored);
        } else {
            // On time when it was sent, but its minute was evaluated meanwhile: it counts from the next boundary.
            due = Math.max(partial.appliesAt(), state.through() + MinuteSchedule.MINUTE_MILLIS);
            addLate(state.late(), new LatePartial(due, partial.generation(), partial.minute(), partial.counts()));
        }
        boolean sooner = due < state.scheduledFor();
        if (sooner) {
            state.scheduledFor(due);
        }
        return isNew || sooner || !onTime;
    }

    /** Adds late events to those of their generation and minute that count from the same boundary. */
    private static void addLate(List<LatePartial> waiting, LatePartial late) {
        for (LatePartial known : waiting) {
            if (known.appliesAt() == late.appliesAt()
                    && known.generation() == late.generation()
                    && known.minute() == late.minute()) {
                known.counts().merge(late.counts());
                return;
            }
        }
        waiting.add(late);
    }
}
