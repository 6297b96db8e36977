package io.convergence.core.slo.definition;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import java.io.Serializable;

/**
 * Alert tier of an objective. It fires while the burn rate is over the factor in both a long and a short window, and with
 * {@code alertsWithoutData} also when no event has come for the long window, at most three days.
 *
 * @param name {@code page-1h} for a row of a table, {@code policy/condition} for a condition of an alert policy
 * @param severity of its signals
 * @param longMillis long window, whole minutes
 * @param shortMillis short window, whole minutes, at most the long one
 * @param factorNumerator numerator of the factor in lowest terms, positive
 * @param factorDenominator denominator of the factor, positive
 * @param comparison {@code gt} or {@code gte}
 * @param holdMillis how long the burn rate must be over the factor before the tier fires; whole minutes, 0 or more
 * @param alertsWithoutData whether silence fires
 */
public record BurnTier(
        String name,
        Severity severity,
        long longMillis,
        long shortMillis,
        long factorNumerator,
        long factorDenominator,
        Comparison comparison,
        long holdMillis,
        boolean alertsWithoutData)
        implements Serializable {

    /** A tier that silence does not fire. */
    public BurnTier(
            String name,
            Severity severity,
            long longMillis,
            long shortMillis,
            long factorNumerator,
            long factorDenominator,
            Comparison comparison,
            long holdMillis) {
        this(
                name,
                severity,
                longMillis,
                shortMillis,
                factorNumerator,
                factorDenominator,
                comparison,
                holdMillis,
                false);
    }
}
