package io.convergence.core.vitals;

import org.jspecify.annotations.Nullable;

/**
 * One value per vital, each optional; an absent vital (null) differs from a vital of 0. Holds the measurements of a page
 * view, or one percentile of each vital over many views. {@link Vital#in} reads a component by its vital.
 *
 * @param lcpMillis largest contentful paint, or null
 * @param fcpMillis first contentful paint, or null
 * @param ttfbMillis time to first byte, or null
 * @param inpMillis interaction to next paint, or null
 * @param loadMillis load event, or null
 * @param cls cumulative layout shift score, or null
 */
public record Vitals(
        @Nullable Double lcpMillis,
        @Nullable Double fcpMillis,
        @Nullable Double ttfbMillis,
        @Nullable Double inpMillis,
        @Nullable Double loadMillis,
        @Nullable Double cls) {

    /** No vital at all. */
    public static final Vitals NONE = new Vitals(null, null, null, null, null, null);

    /** Vitals with the value that the function returns for each vital. */
    public static Vitals of(Values values) {
        return new Vitals(
                values.of(Vital.LCP),
                values.of(Vital.FCP),
                values.of(Vital.TTFB),
                values.of(Vital.INP),
                values.of(Vital.LOAD),
                values.of(Vital.CLS));
    }

    /** A value for each vital. */
    @FunctionalInterface
    public interface Values {
        /** The value of a vital, or null when it is absent. */
        @Nullable
        Double of(Vital vital);
    }
}
