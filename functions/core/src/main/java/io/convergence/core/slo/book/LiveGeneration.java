package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.SloDefinition;

/**
 * A generation of an objective while it is counted.
 *
 * @param definition its definition
 * @param from start of its counts, inclusive, epoch milliseconds; {@link Long#MIN_VALUE} when it was always counted
 */
public record LiveGeneration(SloDefinition definition, long from) {

    /** Instant at which its counts cover the longest window of its tiers, so that all of them can alert on it. */
    long coversAt() {
        long longest = 0;
        for (var tier : definition.tiers()) {
            longest = Math.max(longest, tier.longMillis());
        }
        return coversAt(longest);
    }

    /** Whether its counts cover a window that ends at an instant. */
    public boolean covers(long windowMillis, long end) {
        return coversAt(windowMillis) <= end;
    }

    private long coversAt(long windowMillis) {
        return from == Long.MIN_VALUE ? from : from + windowMillis;
    }
}
