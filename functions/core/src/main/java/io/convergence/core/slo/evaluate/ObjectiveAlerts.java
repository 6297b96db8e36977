package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalIdentity;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.alert.ObjectiveRule;
import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.alert.WorstGroups;
import io.convergence.core.slo.definition.MinuteSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Evaluation of the alerts of one objective about all its groups, at minute boundaries. */
public final class ObjectiveAlerts {
    private final ObjectiveRule rule;

    /** Evaluation with a policy of repetition. */
    public ObjectiveAlerts(EpisodePolicy policy) {
        this.rule = new ObjectiveRule(policy);
    }

    /** Schedules the boundary at which a report of a group counts: its own, or the next one if that has been evaluated. */
    public static void schedule(ObjectiveAlertState state, GroupAlert report) {
        boolean isLate = report.boundary() <= state.through();
        state.schedule(isLate ? state.through() + MinuteSchedule.MINUTE_MILLIS : report.boundary());
    }

    /**
     * Evaluates the scheduled boundary and schedules the next one.
     *
     * @param reports the reports of the groups since the boundary before, the earliest first; those of one boundary in any
     *     order
     * @return signals, and tombstones of signals that were resolved a day ago
     */
    public List<SignalUpdate> evaluate(ObjectiveAlertState state, FiringGroups groups, List<GroupAlert> reports) {
        long boundary = state.scheduledFor();
        state.evaluated(boundary);
        Map<String, WorstGroups> ended = update(groups, reports);
        Map<String, WorstGroups> firing = new TreeMap<>();
        groups.forEach(group ->
                firing.computeIfAbsent(group.tier(), tier -> new WorstGroups()).add(group));
        List<SignalUpdate> updates = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(firing.keySet());
        state.tiers().forEach(tier -> names.add(tier.tier()));
        for (String name : names) {
            ObjectiveRule.Step step = rule.step(
                    state.tier(name),
                    firing.getOrDefault(name, new WorstGroups()),
                    ended.getOrDefault(name, new WorstGroups()),
                    name,
                    boundary);
            Signal signal = step.signal();
            if (signal != null) {
                updates.add(SignalUpdate.of(signal));
            }
            TierState next = endResolved(step.next(), boundary, updates);
            state.store(next);
            state.schedule(GroupSchedule.next(next, boundary));
        }
        return updates;
    }

    /** Stores the groups that fire and removes those that ended, which are returned by tier. */
    private static Map<String, WorstGroups> update(FiringGroups groups, List<GroupAlert> reports) {
        Map<String, WorstGroups> ended = new TreeMap<>();
        for (GroupAlert report : reports) {
            if (report.isFiring()) {
                groups.put(report);
            } else if (groups.remove(report.tier(), report.group())) {
                ended.computeIfAbsent(report.tier(), tier -> new WorstGroups()).add(report);
            }
        }
        return ended;
    }

    private static TierState endResolved(TierState tier, long boundary, List<SignalUpdate> updates) {
        SignalSubject subject = tier.subject();
        if (subject == null
                || tier.resolvedAt() == TierState.NEVER
                || boundary - tier.resolvedAt() < SloRules.RESOLVED_MILLIS) {
            return tier;
        }
        updates.add(SignalUpdate.end(SignalIdentity.dedupKey(subject, SignalKind.SLO_BURN_RATE), boundary));
        return tier.ended();
    }
}
