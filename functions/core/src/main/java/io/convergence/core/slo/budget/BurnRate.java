package io.convergence.core.slo.budget;

import static io.convergence.core.slo.budget.ErrorBudget.MILLION;

import io.convergence.core.arithmetic.Fraction;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Burn rates: the ratio of bad units in a window divided by the error budget ratio, {@code 1 - target} (Google, The
 * Site Reliability Workbook, chapter 5, section 4, https://sre.google/workbook/alerting-on-slos/). The highest burn
 * rate, with nothing but bad units, is {@code 1 / (1 - target)}.
 *
 * <p>Targets are parts per million, from 0 to 999,999; counts are not negative.
 */
public final class BurnRate {
    private BurnRate() {}

    /**
     * Whether the burn rate of a window is over a factor. Exact for all inputs; false when the window is empty.
     *
     * @param bad bad units in the window
     * @param total all units in the window
     * @param targetPpm the target
     * @param factorNumerator the factor's numerator, 0 or more
     * @param factorDenominator the factor's denominator, positive
     * @param comparison {@link Comparison#GT} or {@link Comparison#GTE}
     */
    public static boolean isOver(
            long bad, long total, int targetPpm, long factorNumerator, long factorDenominator, Comparison comparison) {
        if (comparison != Comparison.GT && comparison != Comparison.GTE) {
            throw new IllegalArgumentException("a burn rate is compared by gt or gte, not " + comparison.label());
        }
        if (total == 0) {
            return false;
        }
        int sign = compare(bad, total, targetPpm, factorNumerator, factorDenominator);
        return comparison == Comparison.GT ? sign > 0 : sign >= 0;
    }

    /** The burn rate of a window, or null when it is empty. */
    public static @Nullable Fraction of(long bad, long total, int targetPpm) {
        return ErrorBudget.consumed(bad, total, targetPpm);
    }

    /**
     * Compares the burn rates of two windows, exactly; that of an empty window is the lowest.
     *
     * @param aPpm target of the first
     * @param bPpm target of the second
     */
    public static int compare(WindowCounts a, int aPpm, WindowCounts b, int bPpm) {
        if (a.total() == 0 || b.total() == 0) {
            return Boolean.compare(a.total() != 0, b.total() != 0);
        }
        if (aPpm == bPpm) {
            return CrossProduct.compare(a.bad(), b.total(), b.bad(), a.total());
        }
        return product(a.bad(), b.total(), MILLION - bPpm).compareTo(product(b.bad(), a.total(), MILLION - aPpm));
    }

    /**
     * The burn rate that spends a share of a period's budget within a window (same section, table 5-6).
     *
     * @param share share of the period's budget, such as 1/50
     * @param periodMillis length of the period
     * @param longMillis length of the window, positive
     */
    public static Fraction factor(Fraction share, long periodMillis, long longMillis) {
        return share.times(Fraction.of(periodMillis, longMillis));
    }

    /** The sign of {@code bad * 10^6 * denominator - numerator * (10^6 - target) * total}. */
    private static int compare(long bad, long total, int targetPpm, long numerator, long denominator) {
        long budget = MILLION - targetPpm;
        if (CrossProduct.fits(MILLION, denominator) && CrossProduct.fits(budget, numerator)) {
            return CrossProduct.compare(bad, MILLION * denominator, total, budget * numerator);
        }
        BigInteger spent = product(bad, MILLION, denominator);
        return spent.compareTo(product(total, budget, numerator));
    }

    private static BigInteger product(long a, long b, long c) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).multiply(BigInteger.valueOf(c));
    }
}
