package io.convergence.core.slo.budget;

import io.convergence.core.arithmetic.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * What a target admits to be bad, and how much of it is spent (Google, The Site Reliability Workbook, chapter 2,
 * https://sre.google/workbook/implementing-slos/). Nothing is known of a period that holds nothing: null, neither 0 nor
 * 1. What remains is signed and never clamped.
 *
 * <p>Targets are parts per million, from 0 to 999,999; counts are not negative.
 */
public final class ErrorBudget {
    /** Parts of the whole that targets are counted in. */
    public static final long MILLION = 1_000_000;

    private ErrorBudget() {}

    /** The service level indicator: good ones over all, or null when there is nothing. */
    public static @Nullable Fraction sli(long good, long total) {
        return total == 0 ? null : Fraction.of(good, total);
    }

    /** How many may be bad. */
    public static Fraction allowedBad(long total, int targetPpm) {
        return Fraction.of(total).times(Fraction.of(MILLION - targetPpm, MILLION));
    }

    /** The share of the budget that is spent: 1 when nothing remains, more when overspent; null without counts. */
    public static @Nullable Fraction consumed(long bad, long total, int targetPpm) {
        return total == 0 ? null : Fraction.of(bad).dividedBy(allowedBad(total, targetPpm));
    }

    /** The share of the budget that is left, negative when overspent; null when there is nothing. */
    public static @Nullable Fraction remaining(long bad, long total, int targetPpm) {
        Fraction consumed = consumed(bad, total, targetPpm);
        return consumed == null ? null : Fraction.ONE.minus(consumed);
    }

    /**
     * The share of a period's budget that a window in it spent, whatever the traffic of the window; null when the
     * period holds nothing. It equals the burn rate times the window over the period where traffic is even.
     *
     * @param badWindow bad ones in the window
     * @param totalPeriod all of the period
     * @param targetPpm the target
     */
    public static @Nullable Fraction trueShare(long badWindow, long totalPeriod, int targetPpm) {
        return consumed(badWindow, totalPeriod, targetPpm);
    }
}
