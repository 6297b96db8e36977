package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.SignalIdentity;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.signal.Transition;
import io.convergence.core.slo.alert.BurnRule;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.alert.TierState;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of the tiers of one budget at a boundary: signals of the group, or reports for the alert of its objective. When an
 * edit changes which, a tier that fires passes over at this boundary: one form ends with the reason {@code superseded}, and
 * the other one fires.
 */
final class TierAlerts {
    private final GroupState state;
    private final long boundary;
    private final EvaluationOutput outcome;

    TierAlerts(GroupState state, long boundary, EvaluationOutput outcome) {
        this.state = state;
        this.boundary = boundary;
        this.outcome = outcome;
    }

    /**
     * Emits the alert of a step and stores the state after it.
     *
     * @param about subject of the alert if it fires
     * @param isMissing whether the tier misses data that it needs
     * @param byObjective whether the alert belongs to that of the objective
     */
    void emit(
            @Nullable TierState before,
            BurnRule.Step step,
            SignalSubject about,
            boolean isMissing,
            boolean byObjective,
            Supplier<BurnEvidence> evidence) {
        TierState next = step.next();
        Transition transition = step.transition();
        TierState firing = before != null && before.isFiring() ? before : null;
        if (firing == null && next.isFiring()) {
            fire(next, Objects.requireNonNull(transition).reason(), byObjective, evidence.get());
        } else if (firing != null && !next.isFiring()) {
            resolve(next, Objects.requireNonNull(transition).reason(), evidence.get());
        } else if (firing != null && firing.byObjective() != byObjective) {
            BurnEvidence burn = evidence.get();
            resolve(firing.resolved(boundary), SignalReason.SUPERSEDED, burn);
            TierState passed = byObjective ? next : next.fired(boundary, about).frozen(next.frozen());
            fire(passed, reason(next, isMissing), byObjective, burn);
        } else if (firing != null && byObjective) {
            fire(next, reason(next, isMissing), true, evidence.get());
        } else {
            if (transition != null) {
                signal(next, transition.status(), transition.reason(), evidence.get());
            }
            state.store(next);
        }
    }

    /** Resolves a firing tier that is no longer defined. */
    void remove(TierState firing) {
        resolve(firing.resolved(boundary), SignalReason.DEFINITION_REMOVED, null);
    }

    /** Emits the tombstone of a signal that was resolved, and drops its state. */
    void end(TierState resolved) {
        SignalSubject subject = Objects.requireNonNull(resolved.subject());
        outcome.signals().add(SignalUpdate.end(SignalIdentity.dedupKey(subject, SignalKind.SLO_BURN_RATE), boundary));
        state.store(resolved.ended());
    }

    private void fire(TierState next, SignalReason reason, boolean byObjective, BurnEvidence burn) {
        if (byObjective) {
            report(next, SignalStatus.FIRING, reason, burn);
            remember(state.tier(next.tier()));
        } else {
            signal(next, SignalStatus.FIRING, reason, burn);
            state.tiers().removeIf(tier -> tier.tier().equals(TierState.replacedName(next.tier())));
        }
        state.store(next.byObjective(byObjective));
    }

    private void resolve(TierState resolved, SignalReason reason, @Nullable BurnEvidence burn) {
        if (resolved.byObjective()) {
            report(resolved, SignalStatus.RESOLVED, reason, burn);
            state.store(resolved.ended());
        } else {
            signal(resolved, SignalStatus.RESOLVED, reason, burn);
            state.store(resolved);
        }
    }

    /** Keeps a resolved signal for its tombstone while the state of its tier is that of the objective's alert. */
    private void remember(@Nullable TierState before) {
        if (before != null && before.resolvedAt() != TierState.NEVER) {
            state.store(before.replaced());
        }
    }

    private void signal(TierState next, SignalStatus status, SignalReason reason, @Nullable BurnEvidence burn) {
        outcome.signals().add(SignalUpdate.of(next.signal(status, reason, boundary, burn)));
    }

    private void report(TierState next, SignalStatus status, SignalReason reason, @Nullable BurnEvidence burn) {
        outcome.alerts().add(new GroupAlert(Objects.requireNonNull(next.subject()), boundary, status, reason, burn));
    }

    /** Why a tier goes on firing. */
    private static SignalReason reason(TierState firing, boolean isMissing) {
        if (isMissing) {
            return SignalReason.NO_DATA;
        }
        return firing.frozen() ? SignalReason.NO_DATA_FREEZE : SignalReason.THRESHOLD;
    }
}
