package io.convergence.core.rollup;

import io.convergence.core.signal.LatchCondition;
import java.io.Serializable;

/**
 * Decides at a full minute whether a vital exceeds its performance budget on a page: whether the 75th percentile of its
 * values in the window is over the budget. Counters decide it, so a value that is restated moves exactly.
 *
 * @param windowMillis length of the window, a multiple of a minute
 * @param minSamples fewest values that are enough to decide; 1 or more
 */
public record PerformanceBudgetRule(long windowMillis, long minSamples) implements Serializable {
    /** A window of 15 minutes with at least 20 values. */
    public static final PerformanceBudgetRule DEFAULTS = new PerformanceBudgetRule(900_000, 20);

    /**
     * Whether the values of a minute are in the window that ends at a boundary; the start of the window is part of it, its
     * end is not.
     *
     * @param minute start of the minute, epoch milliseconds
     * @param boundary end of the window, a full minute in epoch milliseconds
     */
    public boolean contains(long minute, long boundary) {
        return minute >= boundary - windowMillis && minute < boundary;
    }

    /** Whether no window that ends after a boundary has the values of a minute. */
    public boolean hasLeft(long minute, long boundary) {
        return minute <= boundary - windowMillis;
    }

    /**
     * Whether the budget is exceeded by the values of a window. The 75th percentile of n sorted values is the one at index
     * floor(3n / 4), counted from 0; it is over the budget when at most that many values are within it.
     */
    public LatchCondition evaluate(PerformanceBudgetCounts window) {
        if (window.samples() < minSamples) {
            return LatchCondition.NO_DATA;
        }
        long within = window.samples() - window.exceeding();
        return within <= 3 * window.samples() / 4 ? LatchCondition.HOLDS : LatchCondition.RECOVERED;
    }
}
