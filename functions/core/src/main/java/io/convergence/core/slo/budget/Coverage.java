package io.convergence.core.slo.budget;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.arithmetic.Ratio;
import org.jspecify.annotations.Nullable;

/** How much of a span was observed: slices with an event over slices that could have had one. */
public final class Coverage {
    /** The least coverage that says anything about a budget counted in slices. */
    public static final Ratio FLOOR = new Ratio(9, 10);

    private Coverage() {}

    /** Observed over expected slices, or null when none was expected. */
    public static @Nullable Fraction of(long observed, long expected) {
        return expected == 0 ? null : Fraction.of(observed, expected);
    }

    /**
     * Whether coverage reaches the floor; not when nothing was expected.
     *
     * @param observed slices with an event
     * @param expected slices that could have had one, below 2^31
     */
    public static boolean isEnough(long observed, long expected) {
        return expected > 0 && FLOOR.isReachedBy(observed, expected);
    }
}
