package io.convergence.core.slo.alert;

import io.convergence.core.signal.SignalSubject;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a tier that is about to fire, fires, or was resolved lately.
 *
 * @param tier name of the tier
 * @param pendingSince the boundary since which it has been over its factor without firing, or {@link #NEVER}
 * @param startsAt the boundary at which it fired, or {@link #NEVER}
 * @param sequence the sequence of its last emission
 * @param frozen whether it fires without an event to tell by
 * @param resolvedAt the boundary at which it was resolved, or {@link #NEVER}
 * @param subject what its signals are about, or null before it fired
 */
public record TierState(
        String tier,
        long pendingSince,
        long startsAt,
        int sequence,
        boolean frozen,
        long resolvedAt,
        @Nullable SignalSubject subject) {
    /** No instant. */
    public static final long NEVER = Long.MIN_VALUE;

    /** A tier of which there is nothing to remember. */
    static TierState idle(String tier) {
        return new TierState(tier, NEVER, NEVER, 0, false, NEVER, null);
    }

    /** Whether it fires. */
    public boolean isFiring() {
        return startsAt != NEVER && resolvedAt == NEVER;
    }

    /** Whether it is over its factor and waits to fire. */
    public boolean isPending() {
        return pendingSince != NEVER;
    }

    /** Whether there is nothing to remember. */
    public boolean isIdle() {
        return startsAt == NEVER && pendingSince == NEVER;
    }

    /** As it is when it has been over its factor since a boundary. */
    public TierState pending(long since) {
        return new TierState(tier, since, startsAt, sequence, frozen, resolvedAt, subject);
    }

    TierState fired(long boundary, SignalSubject about) {
        return new TierState(tier, NEVER, boundary, 0, false, NEVER, about);
    }

    TierState said(boolean isFrozen) {
        return new TierState(tier, NEVER, startsAt, sequence + 1, isFrozen, NEVER, subject);
    }

    TierState frozen(boolean isFrozen) {
        return new TierState(tier, NEVER, startsAt, sequence, isFrozen, NEVER, subject);
    }

    TierState resolved(long boundary) {
        return new TierState(tier, NEVER, startsAt, sequence + 1, false, boundary, subject);
    }

    /** As it is once its end was said. */
    public TierState ended() {
        return new TierState(tier, pendingSince, NEVER, 0, false, NEVER, null);
    }
}
