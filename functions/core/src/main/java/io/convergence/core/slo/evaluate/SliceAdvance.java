package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.SlidingSums;
import io.convergence.core.slo.window.WindowPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Advance of a generation's sums over ended slices: the open minutes of a slice become its counts, which then enter the
 * sums. Not thread-safe.
 */
final class SliceAdvance {
    private final WindowPlan plan;
    private final GenerationCounts counts;
    private final GroupMemory memory;
    private final SliceRule rule;
    private final SlidingSums sums;

    SliceAdvance(WindowPlan plan, GenerationCounts counts, GroupMemory memory, SliceRule rule, SlidingSums sums) {
        this.plan = plan;
        this.counts = counts;
        this.memory = memory;
        this.rule = rule;
        this.sums = sums;
    }

    /**
     * Whether the next slice counts by the no-data policy if it has no event: until a period without any event has
     * passed. A calendar period and the one before it must have none.
     */
    boolean fillsGaps() {
        if (!rule.countsGaps()) {
            return false;
        }
        long observedBefore = plan.isCalendar() ? counts.periodBefore().observed() : 0;
        return sums.period().observed() + observedBefore > 0;
    }

    /** Advances the sums to a slice boundary; does nothing when they end there or later. */
    void advanceTo(long end) {
        long slice = plan.sliceMillis();
        // Slices between hold no event. Unless they count nevertheless, one step is enough.
        while (fillsGaps() && counts.through() + slice < end) {
            enter(counts.through() + slice);
        }
        if (counts.through() < end) {
            enter(end);
        }
    }

    /** Counts of the slice that starts at an instant, computed from its open minutes. */
    BucketCounts count(long start) {
        List<MinuteCounts> minutes = new ArrayList<>(1);
        for (long minute = start; minute < start + plan.sliceMillis(); minute += MinuteSchedule.MINUTE_MILLIS) {
            MinuteCounts counted = memory.minute(counts.generation(), minute);
            if (counted != null) {
                minutes.add(counted);
            }
        }
        return rule.count(minutes, fillsGaps());
    }

    private void enter(long end) {
        long start = end - plan.sliceMillis();
        sums.close(start, count(start));
        sums.forward(end);
    }
}
