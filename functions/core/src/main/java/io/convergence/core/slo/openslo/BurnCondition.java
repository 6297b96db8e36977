package io.convergence.core.slo.openslo;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.yaml.Place;
import java.math.BigDecimal;

/**
 * An alert condition on a burn rate.
 *
 * @param name its name
 * @param severity of its signals
 * @param comparison with the threshold
 * @param threshold burn rate, positive
 * @param lookbackMinutes its window
 * @param holdMinutes how long it must hold
 * @param place of its condition
 */
record BurnCondition(
        String name,
        Severity severity,
        Comparison comparison,
        BigDecimal threshold,
        long lookbackMinutes,
        long holdMinutes,
        Place place) {

    /** Whether it can be an alert: one that looks for too little burning cannot. */
    boolean canAlert() {
        return comparison == Comparison.GT || comparison == Comparison.GTE;
    }
}
