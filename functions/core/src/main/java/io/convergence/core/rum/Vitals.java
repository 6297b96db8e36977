package io.convergence.core.rum;

import org.jspecify.annotations.Nullable;

/**
 * The vitals that a browser sends, not yet checked against their ranges; zero and absent differ.
 *
 * @param ttfbMillis time to first byte, or null
 * @param fcpMillis first contentful paint, or null
 * @param lcpMillis largest contentful paint, or null
 * @param cls cumulative layout shift score, or null
 * @param inpMillis interaction to next paint, or null
 * @param loadMillis load event, or null
 */
public record Vitals(
        @Nullable Double ttfbMillis,
        @Nullable Double fcpMillis,
        @Nullable Double lcpMillis,
        @Nullable Double cls,
        @Nullable Double inpMillis,
        @Nullable Double loadMillis) {

    /** None. */
    public static final Vitals NONE = new Vitals(null, null, null, null, null, null);
}
