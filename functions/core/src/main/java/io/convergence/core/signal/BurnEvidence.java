package io.convergence.core.signal;

import io.convergence.core.slo.budget.WindowCounts;
import org.jspecify.annotations.Nullable;

/**
 * Measurements that a burn-rate signal is based on.
 *
 * @param targetPpm target of the objective, parts per million
 * @param factorNumerator numerator of the burn rate at which the tier fires
 * @param factorDenominator its denominator, positive
 * @param longWindow events in the long window of the tier
 * @param shortWindow events in the short window of the tier
 * @param period events in the budget period
 * @param exhaustionMillis time until the budget is exhausted at the burn rate of the long window, milliseconds; 0 when it
 *     is exhausted already, null when it never will be
 * @param groups the groups that fire, for an alert about all groups of an objective; the other measurements are then those
 *     of the first of them. Null for an alert about one budget.
 */
public record BurnEvidence(
        int targetPpm,
        long factorNumerator,
        long factorDenominator,
        WindowCounts longWindow,
        WindowCounts shortWindow,
        WindowCounts period,
        @Nullable Long exhaustionMillis,
        @Nullable BurningGroups groups) {

    /** Measurements of one budget. */
    public BurnEvidence(
            int targetPpm,
            long factorNumerator,
            long factorDenominator,
            WindowCounts longWindow,
            WindowCounts shortWindow,
            WindowCounts period,
            @Nullable Long exhaustionMillis) {
        this(targetPpm, factorNumerator, factorDenominator, longWindow, shortWindow, period, exhaustionMillis, null);
    }

    /** The measurements of the first of the groups that an alert about all groups names. */
    public BurnEvidence of(BurningGroups burning) {
        return new BurnEvidence(
                targetPpm,
                factorNumerator,
                factorDenominator,
                longWindow,
                shortWindow,
                period,
                exhaustionMillis,
                burning);
    }
}
