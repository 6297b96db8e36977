package io.convergence.core.slo.openslo;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import java.math.BigDecimal;

/**
 * An alert condition on a burn rate.
 *
 * @param name its name
 * @param severity of its signals
 * @param comparison of the burn rate with the threshold: {@code gt} or {@code gte}
 * @param threshold burn rate, positive
 * @param lookbackMinutes length of its window
 * @param holdMinutes how long the burn rate must be over the threshold before the alert fires, 0 or more
 */
record BurnCondition(
        String name,
        Severity severity,
        Comparison comparison,
        BigDecimal threshold,
        long lookbackMinutes,
        long holdMinutes) {}
