package io.convergence.core.slo.alert;

import io.convergence.core.signal.SignalSubject;
import org.jspecify.annotations.Nullable;

/**
 * Stored state of a tier that is pending, firing, or was resolved within the last day.
 *
 * @param tier name of the tier
 * @param pendingSince the boundary since which the tier has been over its factor without firing, or {@link #NEVER}
 * @param startsAt the boundary at which the tier fired, or {@link #NEVER}
 * @param sequence sequence number of the last signal, 0 at the fire
 * @param frozen whether the tier is firing while its short window has no data
 * @param resolvedAt the boundary at which the tier was resolved, or {@link #NEVER}
 * @param subject subject of the tier's signals, or null before it fired
 */
public record TierState(
        String tier,
        long pendingSince,
        long startsAt,
        int sequence,
        boolean frozen,
        long resolvedAt,
        @Nullable SignalSubject subject) {
    /** Stands for no instant. */
    public static final long NEVER = Long.MIN_VALUE;

    /** State of a tier that is neither pending nor firing. */
    static TierState idle(String tier) {
        return new TierState(tier, NEVER, NEVER, 0, false, NEVER, null);
    }

    /** Whether the tier is firing. */
    public boolean isFiring() {
        return startsAt != NEVER && resolvedAt == NEVER;
    }

    /** Whether the tier is over its factor and has not been so for its hold yet. */
    public boolean isPending() {
        return pendingSince != NEVER;
    }

    /** Whether the state can be dropped. */
    public boolean isIdle() {
        return startsAt == NEVER && pendingSince == NEVER;
    }

    /** The state with another start of being over the factor; {@link #NEVER} for not pending. */
    public TierState pending(long since) {
        return new TierState(tier, since, startsAt, sequence, frozen, resolvedAt, subject);
    }

    TierState fired(long boundary, SignalSubject about) {
        return new TierState(tier, NEVER, boundary, 0, false, NEVER, about);
    }

    /** The firing state after one more signal. */
    TierState emitted(boolean isFrozen) {
        return new TierState(tier, NEVER, startsAt, sequence + 1, isFrozen, NEVER, subject);
    }

    TierState frozen(boolean isFrozen) {
        return new TierState(tier, NEVER, startsAt, sequence, isFrozen, NEVER, subject);
    }

    TierState resolved(long boundary) {
        return new TierState(tier, NEVER, startsAt, sequence + 1, false, boundary, subject);
    }

    /** The state after the tombstone of a resolved signal was emitted. */
    public TierState ended() {
        return new TierState(tier, pendingSince, NEVER, 0, false, NEVER, null);
    }
}
