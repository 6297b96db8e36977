package io.convergence.core.rollup;

import io.convergence.core.event.PerformanceBudgets;
import io.convergence.core.vitals.LogBins;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values of a vital on a page, compared with the performance budget of each. Sums do not depend on the order of their
 * parts: a part that only removes values has negative counts.
 *
 * @param samples number of values that have a budget
 * @param exceeding how many of them are over their budget
 * @param budget largest budget of a value that was ever added or removed; 0 when there is none
 * @param bins number of values by bin of {@link LogBins}, without the bins whose number is 0
 */
public record PerformanceBudgetCounts(long samples, long exceeding, double budget, SortedMap<Integer, Long> bins) {
    /** No value. */
    public static final PerformanceBudgetCounts NONE = new PerformanceBudgetCounts(0, 0, 0, new TreeMap<>());

    public PerformanceBudgetCounts {
        bins = Collections.unmodifiableSortedMap(bins);
    }

    /**
     * The counts of one value.
     *
     * @param sign 1, or -1 for the removal of a value that was counted with the same budget
     */
    public static PerformanceBudgetCounts of(double value, double budget, int sign) {
        boolean exceeds = PerformanceBudgets.exceededBy(value, budget) != null;
        TreeMap<Integer, Long> bins = new TreeMap<>();
        bins.put(LogBins.of(Math.max(0, value)), (long) sign);
        return new PerformanceBudgetCounts(sign, exceeds ? sign : 0, budget, bins);
    }

    /** The sum of two counts. */
    public PerformanceBudgetCounts plus(PerformanceBudgetCounts other) {
        TreeMap<Integer, Long> sum = new TreeMap<>(bins);
        other.bins.forEach((bin, count) -> sum.merge(bin, count, (a, b) -> a + b == 0 ? null : a + b));
        return new PerformanceBudgetCounts(
                samples + other.samples, exceeding + other.exceeding, Math.max(budget, other.budget), sum);
    }

    /** The 75th percentile, the value at index floor(3n / 4) of n ascending values, within 1 %; null without values. */
    public @Nullable Double p75() {
        Distribution values = new Distribution();
        for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
            values.addBin(bin.getKey(), bin.getValue());
        }
        return values.quantile(3, 4);
    }
}
