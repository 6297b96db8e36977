package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.alert.TierView;
import io.convergence.core.slo.budget.Coverage;
import io.convergence.core.slo.budget.Span;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.window.Cell;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.SlidingSums;
import io.convergence.core.slo.window.WindowPlan;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads sums as the budgeting method counts them. */
final class WindowReader {
    private final WindowPlan plan;
    private final GenerationCounts counts;
    private final SlidingSums sums;
    private final SloRules rules;

    WindowReader(WindowPlan plan, GenerationCounts counts, SlidingSums sums, SloRules rules) {
        this.plan = plan;
        this.counts = counts;
        this.sums = sums;
        this.rules = rules;
    }

    /** What a window holds. */
    WindowCounts window(long windowMillis) {
        return counted(windowMillis, sums.sum(windowMillis));
    }

    /** What the period holds, which ends at the sums' boundary or later. */
    WindowCounts period() {
        return counted(periodSpan().millis(), sums.period());
    }

    /** The whole period. */
    Span periodSpan() {
        if (plan.isCalendar()) {
            return plan.spanBefore(counts.through());
        }
        return new Span(counts.through() - plan.periodMillis(), counts.through());
    }

    /** Slices of the period so far that could have had an event, since the first that had. */
    long expectedInPeriod() {
        return expected(
                plan.isCalendar()
                        ? periodSpan().start()
                        : plan.spanBefore(counts.through()).start());
    }

    /** What a tier sees. */
    TierView view(BurnTier tier) {
        return view(tier, new TreeMap<>());
    }

    /**
     * What a tier would see without what came late.
     *
     * @param late what came late, by start of its slice
     */
    TierView view(BurnTier tier, SortedMap<Long, Cell> late) {
        Cell longCell = without(tier.longMillis(), late);
        Cell shortCell = without(tier.shortMillis(), late);
        return new TierView(
                counted(tier.longMillis(), longCell),
                counted(tier.shortMillis(), shortCell),
                isEnough(longCell),
                isTold(tier, longCell, shortCell));
    }

    /** What a span of so many milliseconds holds whose slices count as the cell says. */
    WindowCounts counted(long millis, Cell cell) {
        boolean everySlice = plan.definition().method() == BudgetingMethod.TIMESLICES;
        long total = everySlice ? millis / plan.sliceMillis() : cell.good() + cell.bad();
        return new WindowCounts(millis, cell.good(), cell.bad(), total);
    }

    private Cell without(long windowMillis, SortedMap<Long, Cell> late) {
        Cell sum = sums.sum(windowMillis);
        if (!late.isEmpty()) {
            long left = plan.leftEdge(windowMillis, counts.through());
            for (Cell delta : late.subMap(left, counts.through()).values()) {
                sum = sum.minus(delta);
            }
        }
        return sum;
    }

    private boolean isEnough(Cell longCell) {
        return switch (plan.definition().method()) {
            case OCCURRENCES ->
                longCell.good() + longCell.bad() >= rules.minEvents() && longCell.bad() >= rules.minBad();
            case TIMESLICES -> longCell.bad() >= rules.minBad();
            case RATIO_TIMESLICES -> true;
        };
    }

    private boolean isTold(BurnTier tier, Cell longCell, Cell shortCell) {
        if (plan.definition().method() == BudgetingMethod.OCCURRENCES) {
            return shortCell.good() + shortCell.bad() > 0;
        }
        return shortCell.observed() > 0
                && isCovered(tier.shortMillis(), shortCell)
                && isCovered(tier.longMillis(), longCell);
    }

    private boolean isCovered(long windowMillis, Cell cell) {
        return Coverage.isEnough(cell.observed(), expected(plan.leftEdge(windowMillis, counts.through())));
    }

    private long expected(long from) {
        if (counts.firstSlice() == GenerationCounts.NEVER) {
            return 0;
        }
        return Math.max(0, counts.through() - Math.max(from, counts.firstSlice())) / plan.sliceMillis();
    }
}
