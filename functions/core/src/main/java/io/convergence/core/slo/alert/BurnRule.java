package io.convergence.core.slo.alert;

import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.Transition;
import io.convergence.core.slo.budget.BurnRate;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BurnTier;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Latches the tiers of a burn policy: a tier fires when the burn rate is over its factor in the long and in the short
 * window and the long one holds enough, and resolves when the short window tells that it is over no longer (Google, The
 * Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts",
 * https://sre.google/workbook/alerting-on-slos/). While nothing tells, it stays as it is and says so once.
 *
 * @param policy repetition and disabled kinds
 */
public record BurnRule(EpisodePolicy policy) implements Serializable {

    /**
     * What a boundary brings.
     *
     * @param next the tier after the boundary
     * @param transition what is to be said, or null
     */
    public record Step(TierState next, @Nullable Transition transition) {
        /** Whether it makes the tier fire or resolve. */
        public boolean isTurn() {
            return transition != null && (transition.sequence() == 0 || transition.status() == SignalStatus.RESOLVED);
        }
    }

    /** Whether a tier is over its factor in both windows, on enough. */
    public static boolean isBurning(BurnTier tier, TierView view, int targetPpm) {
        return view.enough()
                && view.told()
                && isOver(tier, view.longWindow(), targetPpm)
                && isOver(tier, view.shortWindow(), targetPpm);
    }

    /**
     * The step of a tier.
     *
     * @param before the tier before, or null when nothing is remembered
     * @param about what its signals would be about
     * @param boundary epoch milliseconds, later than that of the step before
     */
    public Step step(
            @Nullable TierState before,
            BurnTier tier,
            SignalSubject about,
            TierView view,
            int targetPpm,
            long boundary) {
        TierState state = before == null ? TierState.idle(tier.name()) : before;
        if (state.isFiring()) {
            return whileFiring(state, tier, view, targetPpm, boundary);
        }
        if (!isBurning(tier, view, targetPpm) || !policy.admits(about.tenant(), SignalKind.SLO_BURN_RATE)) {
            return new Step(state.pending(TierState.NEVER), null);
        }
        long since = state.isPending() ? state.pendingSince() : boundary;
        if (boundary - since < tier.holdMillis()) {
            return new Step(state.pending(since), null);
        }
        return say(state.fired(boundary, about), SignalStatus.FIRING, SignalReason.THRESHOLD);
    }

    /** The end of a tier that fires and is no longer defined. */
    public static Step remove(TierState firing, long boundary) {
        return say(firing.resolved(boundary), SignalStatus.RESOLVED, SignalReason.DEFINITION_REMOVED);
    }

    private Step whileFiring(TierState state, BurnTier tier, TierView view, int targetPpm, long boundary) {
        if (!view.told()) {
            return state.frozen()
                    ? repeat(state, boundary)
                    : say(state.said(true), SignalStatus.FIRING, SignalReason.NO_DATA_FREEZE);
        }
        if (!isOver(tier, view.shortWindow(), targetPpm)) {
            return say(state.resolved(boundary), SignalStatus.RESOLVED, SignalReason.RECOVERED);
        }
        return repeat(state.frozen(false), boundary);
    }

    private Step repeat(TierState state, long boundary) {
        boolean due = policy.reassertMillis() > 0 && (boundary - state.startsAt()) % policy.reassertMillis() == 0;
        return due
                ? say(state.said(state.frozen()), SignalStatus.FIRING, SignalReason.THRESHOLD)
                : new Step(state, null);
    }

    private static Step say(TierState next, SignalStatus status, SignalReason reason) {
        return new Step(
                next, new Transition(SignalKind.SLO_BURN_RATE, next.startsAt(), next.sequence(), status, reason));
    }

    private static boolean isOver(BurnTier tier, WindowCounts window, int targetPpm) {
        return BurnRate.isOver(
                window.bad(),
                window.total(),
                targetPpm,
                tier.factorNumerator(),
                tier.factorDenominator(),
                tier.comparison());
    }
}
