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
 * State machine of one tier of a burn policy. A tier fires when the burn rate is over its factor in the long and in the
 * short window and the long one holds enough events, and resolves when the short window is no longer over it (Google,
 * The Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts",
 * https://sre.google/workbook/alerting-on-slos/). While the short window has no data, a firing tier keeps firing and
 * emits one {@code no_data_freeze}; after a silence of the long window, at most three days, it resolves as
 * {@code no_data}. A tier that alerts without data fires after such a silence with the reason {@code no_data}, until an
 * event comes, or the period of the budget holds none.
 *
 * @param policy how often firing signals are repeated, and which kinds are disabled
 */
public record BurnRule(EpisodePolicy policy) implements Serializable {

    /**
     * Result of one boundary.
     *
     * @param next state of the tier after the boundary
     * @param transition the signal to emit, or null
     */
    public record Step(TierState next, @Nullable Transition transition) {
        /** The same step with another reason. */
        public Step because(SignalReason reason) {
            return transition == null
                    ? this
                    : new Step(
                            next,
                            new Transition(
                                    transition.kind(),
                                    transition.startsAt(),
                                    transition.sequence(),
                                    transition.status(),
                                    reason));
        }

        /** Whether the tier fires or resolves at the boundary. */
        public boolean isFireOrResolve() {
            return transition != null && (transition.sequence() == 0 || transition.status() == SignalStatus.RESOLVED);
        }
    }

    /** Whether a tier is over its factor in both windows, with enough events. */
    public static boolean isBurning(BurnTier tier, TierView view, int targetPpm) {
        return view.hasMinimumEvents()
                && view.hasShortWindowData()
                && isOver(tier, view.longWindow(), targetPpm)
                && isOver(tier, view.shortWindow(), targetPpm);
    }

    /** Whether a tier that alerts without data misses it. */
    public static boolean isMissingData(BurnTier tier, TierView view) {
        return tier.alertsWithoutData() && view.isMissingData();
    }

    /**
     * The step of a defined tier at a boundary.
     *
     * @param before stored state of the tier, or null when there is none
     * @param about subject of a signal, used if the tier fires
     * @param boundary epoch milliseconds, later than that of the previous step
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
        if (isMissingData(tier, view) && policy.admits(about.tenant(), SignalKind.SLO_BURN_RATE)) {
            return emit(state.fired(boundary, about).frozen(true), SignalStatus.FIRING, SignalReason.NO_DATA);
        }
        if (!isBurning(tier, view, targetPpm) || !policy.admits(about.tenant(), SignalKind.SLO_BURN_RATE)) {
            return new Step(state.pending(TierState.NEVER), null);
        }
        long since = state.isPending() ? state.pendingSince() : boundary;
        if (boundary - since < tier.holdMillis()) {
            return new Step(state.pending(since), null);
        }
        return emit(state.fired(boundary, about), SignalStatus.FIRING, SignalReason.THRESHOLD);
    }

    /** The resolve of a firing tier whose definition was removed. */
    public static Step remove(TierState firing, long boundary) {
        return emit(firing.resolved(boundary), SignalStatus.RESOLVED, SignalReason.DEFINITION_REMOVED);
    }

    private Step whileFiring(TierState state, BurnTier tier, TierView view, int targetPpm, long boundary) {
        if (isMissingData(tier, view)) {
            return repeat(state.frozen(true), boundary, SignalReason.NO_DATA);
        }
        if (!view.hasShortWindowData()) {
            if (view.isSilent()) {
                return emit(state.resolved(boundary), SignalStatus.RESOLVED, SignalReason.NO_DATA);
            }
            return state.frozen()
                    ? repeat(state, boundary, SignalReason.THRESHOLD)
                    : emit(state.emitted(true), SignalStatus.FIRING, SignalReason.NO_DATA_FREEZE);
        }
        if (!isOver(tier, view.shortWindow(), targetPpm)) {
            return emit(state.resolved(boundary), SignalStatus.RESOLVED, SignalReason.RECOVERED);
        }
        return repeat(state.frozen(false), boundary, SignalReason.THRESHOLD);
    }

    private Step repeat(TierState state, long boundary, SignalReason reason) {
        boolean due = policy.reassertMillis() > 0 && (boundary - state.startsAt()) % policy.reassertMillis() == 0;
        return due ? emit(state.emitted(state.frozen()), SignalStatus.FIRING, reason) : new Step(state, null);
    }

    private static Step emit(TierState next, SignalStatus status, SignalReason reason) {
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
