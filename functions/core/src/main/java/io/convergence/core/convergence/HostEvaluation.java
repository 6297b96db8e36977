package io.convergence.core.convergence;

import io.convergence.core.collapse.TrafficCollapse;
import io.convergence.core.signal.Episode;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.signal.Transition;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.WindowSpec;
import java.io.Serializable;
import java.util.List;

/**
 * Evaluation of a host at a boundary: adds late data, advances the windows, applies the rules and drops expired state. The
 * outcome does not depend on the order in which data arrived.
 *
 * @param rules rules of the host
 */
public record HostEvaluation(HostRules rules) implements Serializable {

    /**
     * Evaluates a boundary.
     *
     * @param boundary boundary after the last evaluated one, epoch milliseconds
     * @throws IllegalArgumentException when the boundary is not after the last evaluated one
     */
    public HostOutcome evaluate(HostWindow host, HostMemory memory, long boundary) {
        if (boundary <= host.evaluatedThrough()) {
            throw new IllegalArgumentException(
                    "boundary " + boundary + " must be after the last evaluated one, " + host.evaluatedThrough());
        }
        HostOutcome outcome = HostOutcome.collecting();
        // Boundaries before this one that were not evaluated, because no verdict could change, have their own newest
        // views.
        host.apps().values().forEach(app -> app.forgetNewestViews(window(), boundary));
        new HostIntake(rules).enterLate(host, memory, boundary);
        host.checks().advance(window(), boundary);
        new AppAdmission(rules).admit(host, memory, boundary, outcome);
        for (AppWindow app : List.copyOf(host.apps().values())) {
            if (app.status().admitted()) {
                evaluate(host, app, memory, boundary, outcome);
            }
        }
        endSignals(host, boundary, outcome);
        if (Math.floorDiv(boundary, window().sizeMillis())
                != Math.floorDiv(host.evaluatedThrough(), window().sizeMillis())) {
            memory.forgetResultsBefore(boundary - 2 * window().sizeMillis());
        }
        host.evaluatedThrough(boundary);
        return outcome;
    }

    private WindowSpec window() {
        return rules.window();
    }

    private void evaluate(HostWindow host, AppWindow app, HostMemory memory, long boundary, HostOutcome outcome) {
        String tenant = host.key().tenant();
        long oldest = boundary - AppWindow.KEPT_WINDOWS * window().sizeMillis();
        IncidentCounter.beforeDropping(app, oldest);
        new VitalsWindow(window()).dropBefore(app, memory, oldest);
        app.advance(window(), boundary);
        long newestView = app.takeNewestView(window(), boundary);
        IncidentCounter.collapse(app, collapse(tenant, app), boundary);
        RumCounts rum = app.rumCounts();
        SyntheticCounts checks = SyntheticCounts.of(host.checks(), app.checks(), rules.locatesFailures());
        SyntheticCounts recentChecks = SyntheticCounts.recent(
                host.checks(), app.checks(), rules.recentChecksMillis(), rules.locatesFailures());
        AppStatus before = app.status();
        boolean collapsed = before.collapse().lasts();
        Decision decision = rules.convergence().decide(rum, collapsed, checks, recentChecks);
        EpisodeRule.Observation observed = new EpisodeRule.Observation(
                decision.verdict(), decision.rumData() == RumData.SUFFICIENT, decision.byCollapse());
        EpisodeRule.Step step = rules.episodes().step(before.episode(), tenant, observed, boundary);
        IncidentCounts incident = IncidentCounter.incidentAt(app, before.episode(), step.next(), boundary);
        boolean hasData = rum.views() > 0 || checks.samples() > 0;
        app.status(before.evaluated(decision.verdict(), step.next(), hasData, boundary));
        boolean ends = isOver(app.status(), boundary);
        boolean changed = decision.verdict() != before.verdict();
        VerdictKey key = host.verdictKey(app);
        boolean isMinute = boundary % HostRules.MINUTE_MILLIS == 0;
        boolean published = !ends && (changed || (hasData && isHeartbeatDue(key, app.status(), boundary)));
        boolean counted =
                !ends && isMinute && (changed || hasData) && rules.heartbeats().minutes() != MinuteUse.UNUSED;
        boolean complete = published || !step.transitions().isEmpty();
        if (complete || counted) {
            VerdictReport.Evidence evidence = new VerdictReport.Evidence(rum, checks, recentChecks, incident);
            VerdictReport report =
                    new VerdictReport(rules, complete || rules.heartbeats().minutes() == MinuteUse.STORED);
            VerdictRecord verdict = report.report(key, app, memory, boundary, evidence, decision, changed);
            if (published) {
                outcome.verdicts().add(VerdictUpdate.of(verdict));
            }
            if (counted) {
                outcome.minutes().add(verdict);
            }
            for (Transition transition : step.transitions()) {
                boolean tipped = isTipped(before, transition) && newestView != Long.MIN_VALUE;
                signal(host, transition, verdict, tipped ? newestView : SignalUpdate.NOT_TIPPED, outcome);
            }
        }
        boolean incidentChanges = step.next().open() != before.episode().open()
                || !step.transitions().isEmpty();
        if (incident != null && (incidentChanges || isMinute)) {
            Episode state = step.next().open() ? step.next() : before.episode();
            outcome.incidents()
                    .add(IncidentCounter.record(key, boundary, incident, state, EpisodeRule.endReason(observed)));
        }
        if (ends) {
            end(host, app, key, memory, boundary, outcome);
        } else if (rum.views() == 0 && app.status().vitalsThrough() != Long.MIN_VALUE) {
            new VitalsWindow(window()).forgetBefore(app, memory, boundary);
        }
    }

    private TrafficCollapse collapse(String tenant, AppWindow app) {
        return rules.collapse().policy().appliesTo(tenant, app.app())
                ? app.collapse(rules.collapse(), window())
                : TrafficCollapse.NONE;
    }

    private boolean isHeartbeatDue(VerdictKey key, AppStatus status, long boundary) {
        return status.verdict() != null
                && rules.heartbeats()
                        .isDue(key, status.verdict(), status.unchangedSince(), boundary, window().slideMillis());
    }

    private static boolean isOver(AppStatus status, long boundary) {
        boolean quiet =
                status.emptySince() != Long.MIN_VALUE && boundary - status.emptySince() >= HostRules.QUIET_MILLIS;
        boolean unnamed = boundary - status.lastNamed() >= HostRules.UNNAMED_MILLIS;
        return (quiet || unnamed) && !status.episode().open();
    }

    /**
     * Whether a transition was caused by page views. Views cause a firing only when users were not affected before: a kind
     * that fires while they already were is caused by synthetic results. Repetitions and resolves are caused by timers.
     */
    private static boolean isTipped(AppStatus before, Transition transition) {
        boolean wasAffected = before.verdict() == Verdict.USER_IMPACT_CONFIRMED
                || before.verdict() == Verdict.USER_ONLY_SYNTHETIC_BLIND;
        return transition.status() == SignalStatus.FIRING && transition.sequence() == 0 && !wasAffected;
    }

    private static void signal(
            HostWindow host, Transition transition, VerdictRecord verdict, long tippedAt, HostOutcome outcome) {
        Signal signal = new Signal(
                transition.kind(),
                SignalSubject.appHost(verdict.tenant(), verdict.app(), verdict.host()),
                transition.startsAt(),
                transition.sequence(),
                transition.status(),
                transition.reason(),
                verdict.windowEnd(),
                verdict,
                null,
                false);
        String dedupKey = signal.dedupKey();
        host.tombstones().removeIf(tombstone -> tombstone.dedupKey().equals(dedupKey));
        if (transition.status() == SignalStatus.RESOLVED) {
            host.tombstones().add(new SignalTombstone(dedupKey, verdict.windowEnd() + HostRules.RESOLVED_MILLIS));
        }
        outcome.signals().add(SignalUpdate.tipped(signal, tippedAt));
    }

    private void end(
            HostWindow host, AppWindow app, VerdictKey key, HostMemory memory, long boundary, HostOutcome outcome) {
        new VitalsWindow(window()).forgetBefore(app, memory, Long.MAX_VALUE);
        host.apps().remove(app.app());
        outcome.verdicts().add(VerdictUpdate.end(key, boundary));
    }

    private static void endSignals(HostWindow host, long boundary, HostOutcome outcome) {
        if (!host.tombstones().isEmpty()) {
            for (SignalTombstone tombstone : List.copyOf(host.tombstones())) {
                if (tombstone.dueAt() <= boundary) {
                    host.tombstones().remove(tombstone);
                    outcome.signals().add(SignalUpdate.end(tombstone.dedupKey(), boundary));
                }
            }
        }
    }
}
