package io.convergence.core.slo.alert;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * State machine of the alert of an objective about all its groups, of one tier. It fires at the first boundary at which the
 * tier of a group fires, is repeated like every signal, and resolves at the first boundary at which that of none does. A
 * repeated signal has the groups of its boundary; a group that begins or ends in between is no emission.
 *
 * @param policy how often firing signals are repeated
 */
public record ObjectiveRule(EpisodePolicy policy) implements Serializable {

    /**
     * Result of one boundary.
     *
     * @param next state of the tier after the boundary
     * @param signal the signal to emit, or null
     */
    public record Step(TierState next, @Nullable Signal signal) {}

    /**
     * The step of a tier at a boundary.
     *
     * @param before stored state of the tier, or null when there is none
     * @param firing the groups that fire at the boundary
     * @param ended the groups whose tier ended since the previous boundary; one at least when the last one has ended
     * @param boundary epoch milliseconds, later than that of the previous step
     */
    public Step step(@Nullable TierState before, WorstGroups firing, WorstGroups ended, String tier, long boundary) {
        TierState state = before == null ? TierState.idle(tier) : before;
        if (!firing.isEmpty()) {
            GroupAlert worst = firing.first();
            BurnEvidence burn = firing.evidence(firing.count());
            if (!state.isFiring()) {
                TierState fired = state.fired(boundary, worst.subject().ofAllGroups());
                return emit(fired, SignalStatus.FIRING, worst.reason(), boundary, burn);
            }
            boolean due = policy.reassertMillis() > 0 && (boundary - state.startsAt()) % policy.reassertMillis() == 0;
            return due
                    ? emit(state.emitted(false), SignalStatus.FIRING, repeated(worst.reason()), boundary, burn)
                    : new Step(state, null);
        }
        if (!state.isFiring()) {
            return new Step(state, null);
        }
        SignalReason reason =
                ended.isEmpty() ? SignalReason.RECOVERED : ended.first().reason();
        return emit(state.resolved(boundary), SignalStatus.RESOLVED, reason, boundary, ended.evidence(0));
    }

    /** Late events are the reason of a fire only. */
    private static SignalReason repeated(SignalReason reason) {
        return reason == SignalReason.RESTATED ? SignalReason.THRESHOLD : reason;
    }

    private static Step emit(
            TierState next, SignalStatus status, SignalReason reason, long boundary, @Nullable BurnEvidence burn) {
        return new Step(next, next.signal(status, reason, boundary, burn));
    }
}
