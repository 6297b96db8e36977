package io.convergence.core.signal;

import io.convergence.core.verdict.Verdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Latches signals: an incident opens with the first verdict of user impact and fires each kind at most once. It ends when
 * the verdict has been healthy for the re-arm hold, and then resolves every signal that still fires.
 *
 * <p>The correlated signal fires at once. The signal that checks do not see the impact fires after its hold, and not after
 * the correlated one; when the correlated one fires later, it supersedes the other one.
 *
 * @param policy holds, repetition and disabled kinds
 */
public record EpisodeRule(EpisodePolicy policy) implements Serializable {
    private static final long NEVER = Long.MIN_VALUE;

    /**
     * The effect of one boundary.
     *
     * @param next the incident after the boundary
     * @param transitions signals to emit, in this order
     */
    public record Step(Episode next, List<Transition> transitions) {}

    /**
     * The verdict at a boundary.
     *
     * @param verdict both planes joined
     * @param sufficient whether the window contains enough views to call users healthy
     * @param byCollapse whether only a traffic collapse makes users count as affected
     */
    public record Observation(Verdict verdict, boolean sufficient, boolean byCollapse) {
        boolean isUserImpact() {
            return verdict == Verdict.USER_IMPACT_CONFIRMED || verdict == Verdict.USER_ONLY_SYNTHETIC_BLIND;
        }
    }

    /**
     * The step of an incident at a boundary.
     *
     * @param boundary epoch milliseconds, later than that of the step before
     */
    public Step step(Episode episode, String tenant, Observation observed, long boundary) {
        if (observed.isUserImpact()) {
            return impact(affected(episode, observed, boundary), tenant, observed.verdict(), boundary);
        }
        boolean healthy = observed.verdict() == Verdict.HEALTHY && episode.open();
        long healthySince = healthy ? since(episode.healthySince(), boundary) : NEVER;
        if (healthy && boundary - healthySince >= policy.rearmHoldMillis()) {
            return resolve(episode, endReason(observed));
        }
        return reassert(episode.healthySince(healthySince), boundary);
    }

    /** Why an incident ends at a boundary: enough views are healthy again, or there are too few to tell. */
    public static SignalReason endReason(Observation observed) {
        return observed.sufficient() ? SignalReason.RECOVERED : SignalReason.NO_DATA;
    }

    /** The next instant after a boundary at which a signal is due by time alone, or {@link Long#MAX_VALUE}. */
    public long nextDue(Episode episode, long boundary) {
        long due = Long.MAX_VALUE;
        if (episode.healthySince() != NEVER) {
            due = episode.healthySince() + policy.rearmHoldMillis();
        }
        if (episode.unseenSince() != NEVER && !episode.isFiring(SignalKind.USER_IMPACT_UNSEEN)) {
            long held = episode.unseenSince() + policy.unseenHoldMillis();
            due = held > boundary ? Math.min(due, held) : due;
        }
        if (policy.reassertMillis() > 0) {
            for (Latched fired : episode.latched()) {
                long elapsed = boundary - fired.startsAt();
                due = Math.min(due, boundary + policy.reassertMillis() - elapsed % policy.reassertMillis());
            }
        }
        return due;
    }

    private static Episode affected(Episode episode, Observation observed, long boundary) {
        boolean unseen = observed.verdict() == Verdict.USER_ONLY_SYNTHETIC_BLIND;
        return new Episode(
                since(episode.openedAt(), boundary),
                NEVER,
                unseen ? since(episode.unseenSince(), boundary) : NEVER,
                observed.byCollapse(),
                episode.confirmed() || !unseen,
                episode.firstKind(),
                episode.latched());
    }

    private static long since(long before, long boundary) {
        return before == NEVER ? boundary : before;
    }

    private Step impact(Episode episode, String tenant, Verdict verdict, long boundary) {
        boolean correlatedFires = episode.isFiring(SignalKind.USER_IMPACT_CORRELATED);
        if (verdict == Verdict.USER_IMPACT_CONFIRMED) {
            return !correlatedFires && policy.admits(tenant, SignalKind.USER_IMPACT_CORRELATED)
                    ? fireCorrelated(episode, boundary)
                    : reassert(episode, boundary);
        }
        boolean fires = !correlatedFires
                && !episode.isFiring(SignalKind.USER_IMPACT_UNSEEN)
                && boundary - episode.unseenSince() >= policy.unseenHoldMillis()
                && policy.admits(tenant, SignalKind.USER_IMPACT_UNSEEN);
        Step reasserted = reassert(episode, boundary);
        return fires ? fire(reasserted, SignalKind.USER_IMPACT_UNSEEN, boundary) : reasserted;
    }

    private Step fireCorrelated(Episode episode, long boundary) {
        List<Transition> superseded = new ArrayList<>();
        List<Latched> kept = new ArrayList<>();
        for (Latched fired : episode.latched()) {
            if (policy.supersede() && fired.kind() == SignalKind.USER_IMPACT_UNSEEN) {
                superseded.add(fired.resolved(SignalReason.SUPERSEDED));
            } else {
                kept.add(fired);
            }
        }
        Step fired = fire(reassert(episode.withLatched(kept), boundary), SignalKind.USER_IMPACT_CORRELATED, boundary);
        fired.transitions().addAll(superseded);
        return fired;
    }

    private static Step fire(Step reasserted, SignalKind kind, long boundary) {
        Episode episode = reasserted.next();
        List<Latched> latched = new ArrayList<>(episode.latched());
        latched.add(new Latched(kind, boundary, 0));
        List<Transition> transitions = new ArrayList<>(reasserted.transitions());
        transitions.add(new Transition(kind, boundary, 0, SignalStatus.FIRING, reason(episode)));
        return new Step(episode.withLatched(latched), transitions);
    }

    private Step reassert(Episode episode, long boundary) {
        if (policy.reassertMillis() == 0 || episode.latched().isEmpty()) {
            return new Step(episode, List.of());
        }
        List<Latched> latched = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        for (Latched fired : episode.latched()) {
            boolean due = (boundary - fired.startsAt()) % policy.reassertMillis() == 0;
            Latched next = due ? new Latched(fired.kind(), fired.startsAt(), fired.sequence() + 1) : fired;
            latched.add(next);
            if (due) {
                transitions.add(new Transition(
                        next.kind(), next.startsAt(), next.sequence(), SignalStatus.FIRING, reason(episode)));
            }
        }
        return new Step(episode.withLatched(latched), transitions);
    }

    private static SignalReason reason(Episode episode) {
        return episode.byCollapse() ? SignalReason.TRAFFIC_COLLAPSE : SignalReason.THRESHOLD;
    }

    private static Step resolve(Episode episode, SignalReason reason) {
        List<Transition> transitions = new ArrayList<>();
        for (Latched fired : episode.latched()) {
            transitions.add(fired.resolved(reason));
        }
        return new Step(Episode.NONE, transitions);
    }
}
