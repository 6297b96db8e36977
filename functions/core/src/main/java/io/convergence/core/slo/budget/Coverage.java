package io.convergence.core.slo.budget;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.arithmetic.Ratio;
import org.jspecify.annotations.Nullable;

/** Coverage of a span: slices with an event divided by slices expected to have one. */
public final class Coverage {
    /** Coverage below which a budget counted in slices is {@code no_data}. */
    public static final Ratio FLOOR = new Ratio(9, 10);

    private Coverage() {}

    /** Observed over expected slices, or null when none was expected. */
    public static @Nullable Fraction of(long observed, long expected) {
        return expected == 0 ? null : Fraction.of(observed, expected);
    }

    /**
     * Whether coverage reaches the floor; false when no slice was expected.
     *
     * @param observed number of slices with an event
     * @param expected number of slices expected to have one, below 2^31
     */
    public static boolean isEnough(long observed, long expected) {
        return expected > 0 && FLOOR.isReachedBy(observed, expected);
    }
}
