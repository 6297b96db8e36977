package io.convergence.core.slo.alert;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import java.util.Objects;
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
 * @param byObjective whether the tier fires in the alert of its objective, without signals of its own
 */
public record TierState(
        String tier,
        long pendingSince,
        long startsAt,
        int sequence,
        boolean frozen,
        long resolvedAt,
        @Nullable SignalSubject subject,
        boolean byObjective) {
    /** Stands for no instant. */
    public static final long NEVER = Long.MIN_VALUE;

    /** Ends the name under which a signal is remembered that the alert of the objective replaced. */
    private static final String REPLACED = "\nreplaced";

    /** State of a tier with signals of its own. */
    public TierState(
            String tier,
            long pendingSince,
            long startsAt,
            int sequence,
            boolean frozen,
            long resolvedAt,
            @Nullable SignalSubject subject) {
        this(tier, pendingSince, startsAt, sequence, frozen, resolvedAt, subject, false);
    }

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
        return new TierState(tier, since, startsAt, sequence, frozen, resolvedAt, subject, byObjective);
    }

    /** The state at the boundary at which the tier fires. */
    public TierState fired(long boundary, SignalSubject about) {
        return new TierState(tier, NEVER, boundary, 0, false, NEVER, about);
    }

    /** The firing state after one more signal. */
    TierState emitted(boolean isFrozen) {
        return new TierState(tier, NEVER, startsAt, sequence + 1, isFrozen, NEVER, subject, byObjective);
    }

    /** The firing state with or without data in its short window. */
    public TierState frozen(boolean isFrozen) {
        return new TierState(tier, NEVER, startsAt, sequence, isFrozen, NEVER, subject, byObjective);
    }

    /** The state at the boundary at which the tier resolves. */
    public TierState resolved(long boundary) {
        return new TierState(tier, NEVER, startsAt, sequence + 1, false, boundary, subject, byObjective);
    }

    /** The firing state with its alert in that of the objective, or as a signal of its own. */
    public TierState byObjective(boolean value) {
        return new TierState(tier, pendingSince, startsAt, sequence, frozen, resolvedAt, subject, value);
    }

    /** The resolved state under a name of its own, for the tombstone of a signal that the alert of the objective replaced. */
    public TierState replaced() {
        return new TierState(replacedName(tier), NEVER, startsAt, sequence, false, resolvedAt, subject, false);
    }

    /** Name under which the replaced signal of a tier is remembered; no tier has it, for it holds a line feed. */
    public static String replacedName(String tier) {
        return tier + REPLACED;
    }

    /**
     * The signal that leads to this state of a tier that has fired.
     *
     * @param boundary epoch milliseconds
     * @param burn the measurements it is based on, or null when the objective was removed
     */
    public Signal signal(SignalStatus status, SignalReason reason, long boundary, @Nullable BurnEvidence burn) {
        return new Signal(
                SignalKind.SLO_BURN_RATE,
                Objects.requireNonNull(subject),
                startsAt,
                sequence,
                status,
                reason,
                boundary,
                null,
                burn,
                false);
    }

    /** The state after the tombstone of a resolved signal was emitted. */
    public TierState ended() {
        return new TierState(tier, pendingSince, NEVER, 0, false, NEVER, null);
    }
}
