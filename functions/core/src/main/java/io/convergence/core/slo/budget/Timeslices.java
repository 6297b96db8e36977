package io.convergence.core.slo.budget;

import static io.convergence.core.slo.budget.ErrorBudget.MILLION;

import io.convergence.core.arithmetic.Fraction;

/** Value of a slice of time that holds events (OpenSLO v1, SLO, {@code budgetingMethod}). */
public final class Timeslices {
    /** Number of billionths in a slice, the unit of {@code RatioTimeslices}. */
    public static final long BILLION = 1_000_000_000;

    private static final long LARGEST_EXACT = Long.MAX_VALUE / BILLION;

    private Timeslices() {}

    /**
     * Whether a slice is good, that is, whether its ratio of good events reaches the target.
     *
     * @param good good events of the slice
     * @param total all events of the slice, at least 1
     * @param sliceTargetPpm the target, parts per million
     */
    public static boolean isGood(long good, long total, int sliceTargetPpm) {
        requireEvents(total);
        return CrossProduct.compare(good, MILLION, total, sliceTargetPpm) >= 0;
    }

    /**
     * The ratio of good events of a slice in billionths, rounded half to even.
     *
     * @param good good events of the slice
     * @param total all events of the slice, at least 1
     */
    public static long billionths(long good, long total) {
        requireEvents(total);
        if (good > LARGEST_EXACT) {
            return Fraction.of(good, total)
                    .times(Fraction.of(BILLION))
                    .decimal(0)
                    .longValueExact();
        }
        long parts = good * BILLION;
        long whole = parts / total;
        long rest = parts % total;
        int half = Long.compare(rest, total - rest);
        return half > 0 || (half == 0 && whole % 2 != 0) ? whole + 1 : whole;
    }

    private static void requireEvents(long total) {
        if (total < 1) {
            throw new IllegalArgumentException("a slice without events has no ratio");
        }
    }
}
