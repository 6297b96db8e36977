package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.NoDataPolicy;
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

    /** Advances the sums to a slice boundary; does nothing when they end there or later. */
    void advanceTo(long end) {
        long slice = plan.sliceMillis();
        // Without a policy for missing data the slices between hold nothing, and one step is enough.
        boolean each = plan.definition().noData() != NoDataPolicy.IGNORE;
        while (each && counts.through() + slice < end) {
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
        return rule.count(minutes);
    }

    private void enter(long end) {
        long start = end - plan.sliceMillis();
        sums.close(start, count(start));
        sums.forward(end);
    }
}
