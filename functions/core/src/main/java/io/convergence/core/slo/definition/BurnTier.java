package io.convergence.core.slo.definition;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import java.io.Serializable;

/**
 * One row of a burn policy: it fires while the burn rate is over the factor in a long and in a short window.
 *
 * @param name such as {@code page-1h}
 * @param severity of its signals
 * @param longMillis long window, whole minutes
 * @param shortMillis short window, whole minutes, at most the long one
 * @param factorNumerator burn rate it is compared with, in lowest terms
 * @param factorDenominator positive
 * @param comparison {@code gt} or {@code gte}
 * @param holdMillis how long it must have been over the factor before it fires, 0 or more, whole minutes
 */
public record BurnTier(
        String name,
        Severity severity,
        long longMillis,
        long shortMillis,
        long factorNumerator,
        long factorDenominator,
        Comparison comparison,
        long holdMillis)
        implements Serializable {}
