package io.convergence.core.signal;

import io.convergence.core.slo.budget.WindowCounts;
import org.jspecify.annotations.Nullable;

/**
 * What a burn signal rests on.
 *
 * @param targetPpm the target
 * @param factorNumerator burn rate of the tier
 * @param factorDenominator positive
 * @param longWindow what the long window holds
 * @param shortWindow what the short window holds
 * @param period what the period holds
 * @param exhaustionMillis time until nothing remains at the burn of the long window; 0 when nothing does now, null for
 *     never
 */
public record BurnEvidence(
        int targetPpm,
        long factorNumerator,
        long factorDenominator,
        WindowCounts longWindow,
        WindowCounts shortWindow,
        WindowCounts period,
        @Nullable Long exhaustionMillis) {}
