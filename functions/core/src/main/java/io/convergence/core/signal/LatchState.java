package io.convergence.core.signal;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a signal that depends on one condition.
 *
 * @param firing the firing signal, or null when none fires
 * @param forgottenAt when the latest state of the resolved signal is to be deleted, epoch milliseconds; {@link #NEVER} while
 *     it fires or when it never fired
 */
public record LatchState(@Nullable Latched firing, long forgottenAt) {
    /** There is nothing to delete. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How long after the resolve the latest state of a signal stays, milliseconds: 24 hours. */
    public static final long RESOLVED_MILLIS = 86_400_000;

    /** A signal that never fired. */
    public static final LatchState NONE = new LatchState(null, NEVER);

    /** The state after a step at a boundary, epoch milliseconds. */
    public LatchState after(LatchRule.Step step, long boundary) {
        if (step.next() != null) {
            return new LatchState(step.next(), NEVER);
        }
        return new LatchState(null, firing == null ? forgottenAt : boundary + RESOLVED_MILLIS);
    }

    /** Whether nothing is left to remember. */
    public boolean isEmpty() {
        return firing == null && forgottenAt == NEVER;
    }
}
