package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.budget.Timeslices;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.window.BucketCounts;
import java.util.List;

/**
 * Conversion of minutes of events into the counts of a slice, by the budgeting method of an objective.
 *
 * @param definition the objective
 * @param jointMinViews fewest views with which a minute of a joint SLI is counted by views even if it holds synthetic results
 */
record SliceRule(SloDefinition definition, int jointMinViews) {

    /** The events of a minute that are counted: its own, or the fallback ones of a joint SLI. */
    EventCounts chosen(MinuteCounts minute) {
        return isFallback(minute) ? minute.fallback() : minute.events();
    }

    /** Whether slices without an event count as good or bad; events have no such slices. */
    boolean countsGaps() {
        return definition.noData() != NoDataPolicy.IGNORE && definition.method() != BudgetingMethod.OCCURRENCES;
    }

    /**
     * Counts of a slice with these minutes.
     *
     * @param fillsGap whether the no-data policy applies if they hold no event
     */
    BucketCounts count(List<MinuteCounts> minutes, boolean fillsGap) {
        long good = 0;
        long bad = 0;
        long fallback = 0;
        for (MinuteCounts minute : minutes) {
            EventCounts chosen = chosen(minute);
            good += chosen.good();
            bad += chosen.bad();
            fallback += isFallback(minute) ? chosen.total() : 0;
        }
        if (good + bad > 0) {
            return observed(good, bad, fallback);
        }
        return fillsGap && countsGaps() ? withoutData() : BucketCounts.EMPTY;
    }

    private boolean isFallback(MinuteCounts minute) {
        return definition.sli().source() == SliSource.JOINT
                && minute.events().total() < jointMinViews
                && minute.fallback().total() > 0;
    }

    private BucketCounts observed(long good, long bad, long fallback) {
        return switch (definition.method()) {
            case OCCURRENCES -> new BucketCounts(good, bad, 1, fallback);
            case TIMESLICES -> {
                boolean isGood = Timeslices.isGood(good, good + bad, definition.sliceTargetPpm());
                yield new BucketCounts(isGood ? 1 : 0, isGood ? 0 : 1, 1, fallback);
            }
            case RATIO_TIMESLICES -> {
                long billionths = Timeslices.billionths(good, good + bad);
                yield new BucketCounts(billionths, Timeslices.BILLION - billionths, 1, fallback);
            }
        };
    }

    private BucketCounts withoutData() {
        long whole = definition.method() == BudgetingMethod.TIMESLICES ? 1 : Timeslices.BILLION;
        return definition.noData() == NoDataPolicy.GOOD
                ? new BucketCounts(whole, 0, 0, 0)
                : new BucketCounts(0, whole, 0, 0);
    }
}
