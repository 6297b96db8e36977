package io.convergence.core.slo.budget;

import io.convergence.core.arithmetic.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * Error budgets: how many units a target allows to be bad, and which share of that is consumed and remains (Google, The
 * Site Reliability Workbook, chapter 2, https://sre.google/workbook/implementing-slos/). Ratios of an empty period are
 * null, neither 0 nor 1. The remaining share is signed and never clamped.
 *
 * <p>Targets are parts per million, from 0 to 999,999; counts are not negative.
 */
public final class ErrorBudget {
    /** Number of parts per million in the whole. */
    public static final long MILLION = 1_000_000;

    private ErrorBudget() {}

    /** The service level indicator: good units divided by all, or null when there are none. */
    public static @Nullable Fraction sli(long good, long total) {
        return total == 0 ? null : Fraction.of(good, total);
    }

    /** Number of units that may be bad. */
    public static Fraction allowedBad(long total, int targetPpm) {
        return Fraction.of(total).times(Fraction.of(MILLION - targetPpm, MILLION));
    }

    /** The consumed share of the budget: 1 when exhausted, more when overspent; null when the period is empty. */
    public static @Nullable Fraction consumed(long bad, long total, int targetPpm) {
        if (total == 0) {
            return null;
        }
        long budget = MILLION - targetPpm;
        return CrossProduct.fits(bad, MILLION) && CrossProduct.fits(total, budget)
                ? Fraction.of(bad * MILLION, total * budget)
                : Fraction.of(bad).dividedBy(allowedBad(total, targetPpm));
    }

    /** The remaining share of the budget, negative when overspent; null when the period is empty. */
    public static @Nullable Fraction remaining(long bad, long total, int targetPpm) {
        Fraction consumed = consumed(bad, total, targetPpm);
        return consumed == null ? null : Fraction.ONE.minus(consumed);
    }
}
