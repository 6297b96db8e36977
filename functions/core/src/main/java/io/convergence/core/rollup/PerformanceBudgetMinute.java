package io.convergence.core.rollup;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values of a vital on a page that count in one minute, by the minute in which each was added or removed. A boundary
 * includes only what was reported before it, so its counts do not depend on how far a later report has been read.
 *
 * @param byChange counts by the start of the minute of the report, epoch milliseconds
 */
public record PerformanceBudgetMinute(SortedMap<Long, PerformanceBudgetCounts> byChange) {
    /** A minute without values. */
    public static final PerformanceBudgetMinute NONE = new PerformanceBudgetMinute(new TreeMap<>());

    public PerformanceBudgetMinute {
        byChange = Collections.unmodifiableSortedMap(byChange);
    }

    /**
     * The minute after a report.
     *
     * @param change start of the minute of the report, epoch milliseconds
     */
    public PerformanceBudgetMinute plus(long change, PerformanceBudgetCounts counts) {
        TreeMap<Long, PerformanceBudgetCounts> next = new TreeMap<>(byChange);
        next.merge(change, counts, PerformanceBudgetCounts::plus);
        return new PerformanceBudgetMinute(next);
    }

    /** The counts of what was reported before a boundary, a full minute in epoch milliseconds. */
    public PerformanceBudgetCounts before(long boundary) {
        PerformanceBudgetCounts sum = PerformanceBudgetCounts.NONE;
        for (Map.Entry<Long, PerformanceBudgetCounts> change :
                byChange.headMap(boundary).entrySet()) {
            sum = sum.plus(change.getValue());
        }
        return sum;
    }
}
