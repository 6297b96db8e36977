package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.SloDefinition;

/**
 * A generation of an objective while it is counted.
 *
 * @param definition its definition
 * @param from start of its counts, inclusive, epoch milliseconds; {@link Long#MIN_VALUE} when it was always counted
 */
public record LiveGeneration(SloDefinition definition, long from) {

    /** Instant at which its counts cover its longest alert window, so that it can alert. */
    long coversAt() {
        if (from == Long.MIN_VALUE) {
            return from;
        }
        long longest = 0;
        for (var tier : definition.tiers()) {
            longest = Math.max(longest, tier.longMillis());
        }
        return from + longest;
    }
}
