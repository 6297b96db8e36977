package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.budget.Timeslices;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.SlidingSums;
import io.convergence.core.slo.window.WindowPlan;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Least counts in the long window of a tier that may fire: one bad view must not page. Events are counted as they are. Of
 * slices those that count are counted, and those with a bad event, because the sum of ratios does not show whether it
 * comes from one slice or from many.
 */
final class MinimumCounts {
    private final WindowPlan plan;
    private final SlidingSums sums;
    private final int fewest;
    private final int fewestBad;

    MinimumCounts(WindowPlan plan, SlidingSums sums, SloRules rules) {
        this.plan = plan;
        this.sums = sums;
        SloDefinition definition = plan.definition();
        boolean isSliced = definition.method() != BudgetingMethod.OCCURRENCES;
        this.fewest = own(definition.minimums().events(), isSliced ? rules.minSlices() : rules.minEvents());
        this.fewestBad = own(definition.minimums().bad(), isSliced ? rules.minBadSlices() : rules.minBad());
    }

    /**
     * Whether a long window holds enough.
     *
     * @param sum counts of the window, without those of late events
     * @param end end of the window, exclusive
     * @param lateChanges by how much late events changed the counts of each slice, by start of the slice
     */
    boolean isReached(BurnTier tier, BucketCounts sum, long end, SortedMap<Long, BucketCounts> lateChanges) {
        long all = sum.good() + sum.bad();
        return switch (plan.definition().method()) {
            case OCCURRENCES, TIMESLICES -> all >= fewest && sum.bad() >= fewestBad;
            case RATIO_TIMESLICES ->
                all >= fewest * Timeslices.BILLION && hasBadSlices(tier.longMillis(), sum, end, lateChanges);
        };
    }

    /** Whether enough slices have a bad event; of windows of coarser buckets the slices that are stored are examined. */
    private boolean hasBadSlices(long window, BucketCounts sum, long end, SortedMap<Long, BucketCounts> lateChanges) {
        long left = fewestBad - (sum.bad() + Timeslices.BILLION - 1) / Timeslices.BILLION;
        if (left <= 0 || sum.bad() == 0) {
            // The sum is that of at least as many slices, because a slice adds at most one.
            return left <= 0;
        }
        long found = 0;
        for (long start = end - plan.sliceMillis();
                start >= plan.finestEdge(window, end);
                start -= plan.sliceMillis()) {
            BucketCounts change = lateChanges.getOrDefault(start, BucketCounts.EMPTY);
            found += sums.slice(start).bad() > change.bad() ? 1 : 0;
            if (found >= fewestBad) {
                return true;
            }
        }
        return false;
    }

    private static int own(@Nullable Integer own, int otherwise) {
        return own == null ? otherwise : own;
    }
}
