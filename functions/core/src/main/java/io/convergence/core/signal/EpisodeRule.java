package io.convergence.core.signal;

import io.convergence.core.verdict.Verdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * State machine of incidents. The first verdict of user impact opens an incident, each signal kind fires at most once in
 * it, and it ends once the verdict has been healthy for the hold time, which resolves every kind that fired.
 *
 * @param policy hold time, repetition interval and disabled kinds
 */
public record EpisodeRule(EpisodePolicy policy) implements Serializable {

    /**
     * Result of evaluating one boundary.
     *
     * @param next incident after the boundary
     * @param transitions signal transitions in the order of emission
     */
    public record Step(Episode next, List<Transition> transitions) {}

    /**
     * Applies the verdict at a boundary to an incident.
     *
     * @param boundary epoch milliseconds, later than that of the previous step
     * @param sufficient whether the window held enough views to conclude that users are not affected
     */
    public Step step(Episode episode, String tenant, Verdict verdict, boolean sufficient, long boundary) {
        if (verdict == Verdict.HEALTHY && episode.open()) {
            long since = episode.healthySince() == Long.MIN_VALUE ? boundary : episode.healthySince();
            if (boundary - since >= policy.rearmHoldMillis()) {
                return resolve(episode, sufficient ? SignalReason.RECOVERED : SignalReason.NO_DATA);
            }
            return reassert(new Episode(true, since, episode.latched()), boundary);
        }
        if (verdict == Verdict.USER_IMPACT_CONFIRMED || verdict == Verdict.USER_ONLY_SYNTHETIC_BLIND) {
            return fire(episode, tenant, kindOf(verdict), boundary);
        }
        return reassert(new Episode(episode.open(), Long.MIN_VALUE, episode.latched()), boundary);
    }

    /** The next instant after a boundary at which a hold ends or a repetition is due; {@link Long#MAX_VALUE} if none. */
    public long nextDue(Episode episode, long boundary) {
        long due = episode.healthySince() == Long.MIN_VALUE
                ? Long.MAX_VALUE
                : episode.healthySince() + policy.rearmHoldMillis();
        if (policy.reassertMillis() > 0) {
            for (Latched fired : episode.latched()) {
                long elapsed = boundary - fired.startsAt();
                due = Math.min(due, boundary + policy.reassertMillis() - elapsed % policy.reassertMillis());
            }
        }
        return due;
    }

    private static SignalKind kindOf(Verdict verdict) {
        return verdict == Verdict.USER_IMPACT_CONFIRMED
                ? SignalKind.USER_IMPACT_CORRELATED
                : SignalKind.USER_IMPACT_UNSEEN;
    }

    private Step fire(Episode episode, String tenant, SignalKind kind, long boundary) {
        Step repeated = reassert(new Episode(true, Long.MIN_VALUE, episode.latched()), boundary);
        boolean known = episode.hasFired(kind) || episode.hasFired(SignalKind.USER_IMPACT_CORRELATED);
        if (known || !policy.admits(tenant, kind)) {
            return repeated;
        }
        List<Latched> latched = new ArrayList<>(repeated.next().latched());
        latched.add(new Latched(kind, boundary, 0));
        List<Transition> transitions = new ArrayList<>(repeated.transitions());
        transitions.add(new Transition(kind, boundary, 0, SignalStatus.FIRING, SignalReason.THRESHOLD));
        return new Step(new Episode(true, Long.MIN_VALUE, latched), transitions);
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
                        next.kind(), next.startsAt(), next.sequence(), SignalStatus.FIRING, SignalReason.THRESHOLD));
            }
        }
        return new Step(new Episode(episode.open(), episode.healthySince(), latched), transitions);
    }

    private static Step resolve(Episode episode, SignalReason reason) {
        List<Transition> transitions = new ArrayList<>();
        for (Latched fired : episode.latched()) {
            transitions.add(new Transition(
                    fired.kind(), fired.startsAt(), fired.sequence() + 1, SignalStatus.RESOLVED, reason));
        }
        return new Step(Episode.NONE, transitions);
    }
}
