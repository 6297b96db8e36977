package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.alert.TierView;
import io.convergence.core.slo.budget.Coverage;
import io.convergence.core.slo.budget.Span;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.SlidingSums;
import io.convergence.core.slo.window.WindowPlan;
import java.util.Collections;
import java.util.SortedMap;

/** Window and period counts of one generation at the end of its sums, in the unit of the budgeting method. */
final class WindowReader {
    private final WindowPlan plan;
    private final GenerationCounts counts;
    private final SliceRule slices;
    private final SlidingSums sums;
    private final MinimumCounts minimums;

    WindowReader(WindowPlan plan, GenerationCounts counts, SliceRule slices, SlidingSums sums, SloRules rules) {
        this.plan = plan;
        this.counts = counts;
        this.slices = slices;
        this.sums = sums;
        this.minimums = new MinimumCounts(plan, sums, rules);
    }

    /** Counts of a window of the plan. */
    WindowCounts window(long windowMillis) {
        return windowCounts(windowMillis, sums.sum(windowMillis), slicesOf(windowMillis));
    }

    /** Counts of the period so far; its total is that of the whole period where every slice counts. */
    WindowCounts period() {
        long millis = periodSpan().millis();
        long slices = plan.isCalendar() ? millis / plan.sliceMillis() : slicesOf(millis);
        return windowCounts(millis, sums.period(), slices);
    }

    /** The whole period, which ends at the end of the sums or, for a calendar period, later. */
    Span periodSpan() {
        if (plan.isCalendar()) {
            return plan.spanBefore(counts.through());
        }
        return new Span(counts.through() - plan.periodMillis(), counts.through());
    }

    /** Whether the period's counts decide: it holds something, and where gaps do not count, it is covered. */
    boolean hasPeriodData() {
        BucketCounts period = sums.period();
        return needsNoCoverage()
                ? period.good() + period.bad() > 0
                : Coverage.isEnough(period.observed(), expectedInPeriod());
    }

    /** Number of slices of the period so far, since the first slice with an event. */
    long expectedInPeriod() {
        return expected(
                plan.isCalendar()
                        ? periodSpan().start()
                        : plan.spanBefore(counts.through()).start());
    }

    /** How much of the period its counts cover so far: all of it where the total is every slice of the period. */
    long elapsedMillis() {
        return coversWholePeriod() ? fullMillis() : Math.min(fullMillis(), counts.through() - countedFrom());
    }

    /** How much of the period its counts cover when it is full; a calendar period may end before that is all of it. */
    long fullMillis() {
        return coversWholePeriod() || !plan.isCalendar()
                ? periodSpan().millis()
                : periodSpan().end() - countedFrom();
    }

    /** Window counts of a tier. */
    TierView view(BurnTier tier) {
        return view(tier, Collections.emptySortedMap());
    }

    /**
     * Window counts of a tier as they would be without late events.
     *
     * @param lateChanges by how much late events changed the counts of each slice, by start of the slice
     */
    TierView view(BurnTier tier, SortedMap<Long, BucketCounts> lateChanges) {
        BucketCounts longSum = sumWithout(tier.longMillis(), lateChanges);
        BucketCounts shortSum = sumWithout(tier.shortMillis(), lateChanges);
        BucketCounts freezeLimit =
                sumWithout(Math.min(tier.longMillis(), WindowPlan.LONGEST_FREEZE_MILLIS), lateChanges);
        return new TierView(
                windowCounts(tier.longMillis(), longSum, slicesOf(tier.longMillis())),
                windowCounts(tier.shortMillis(), shortSum, slicesOf(tier.shortMillis())),
                minimums.isReached(tier, longSum, counts.through(), lateChanges),
                hasShortWindowData(tier, longSum, shortSum),
                freezeLimit.observed() == 0,
                sums.period().observed() == 0);
    }

    /**
     * Sums of slices as the counts of a span.
     *
     * @param millis length of the span
     * @param slices number of slices that the sum covers, with events or without
     */
    WindowCounts windowCounts(long millis, BucketCounts sum, long slices) {
        long total = coversWholePeriod() ? slices : sum.good() + sum.bad();
        return new WindowCounts(millis, sum.good(), sum.bad(), total);
    }

    /** Number of slices that the sum of a window covers, which is more than its length when its left edge is aligned. */
    private long slicesOf(long windowMillis) {
        return (counts.through() - plan.leftEdge(windowMillis, counts.through())) / plan.sliceMillis();
    }

    private BucketCounts sumWithout(long windowMillis, SortedMap<Long, BucketCounts> lateChanges) {
        BucketCounts sum = sums.sum(windowMillis);
        if (!lateChanges.isEmpty()) {
            long left = plan.leftEdge(windowMillis, counts.through());
            for (BucketCounts change :
                    lateChanges.subMap(left, counts.through()).values()) {
                sum = sum.minus(change);
            }
        }
        return sum;
    }

    private boolean hasShortWindowData(BurnTier tier, BucketCounts longSum, BucketCounts shortSum) {
        if (needsNoCoverage()) {
            return shortSum.good() + shortSum.bad() > 0;
        }
        return shortSum.observed() > 0
                && isCovered(tier.shortMillis(), shortSum)
                && isCovered(tier.longMillis(), longSum);
    }

    /** Whether coverage does not matter: events are counted, or slices without an event count too. */
    private boolean needsNoCoverage() {
        return plan.definition().method() == BudgetingMethod.OCCURRENCES || slices.countsGaps();
    }

    private boolean isCovered(long windowMillis, BucketCounts sum) {
        return Coverage.isEnough(sum.observed(), expected(plan.leftEdge(windowMillis, counts.through())));
    }

    /** Whether the total is every slice of the period, also of its future. */
    private boolean coversWholePeriod() {
        return plan.definition().method() == BudgetingMethod.TIMESLICES;
    }

    /** The instant from which the period holds counts: its start, the first slice with an event or the first stored bucket. */
    private long countedFrom() {
        return Math.max(
                periodSpan().start(),
                Math.max(counts.firstSlice(), counts.span().countedFrom()));
    }

    /** Number of slices from an instant to the end of the sums, since the first slice with an event. */
    private long expected(long from) {
        if (counts.firstSlice() == GenerationCounts.NEVER) {
            return 0;
        }
        return Math.max(0, counts.through() - Math.max(from, counts.firstSlice())) / plan.sliceMillis();
    }
}
