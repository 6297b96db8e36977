package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.slo.alert.BurnRule;
import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.alert.TierView;
import io.convergence.core.slo.definition.AlertBy;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.window.BucketCounts;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Evaluation of all tiers of one budget at a boundary, with the alerts that they emit. */
final class TierEvaluation {
    private final GroupState state;
    private final long boundary;
    private final BurnRule rule;
    private final TierAlerts alerts;

    TierEvaluation(GroupState state, long boundary, SloRules rules, EvaluationOutput outcome) {
        this.state = state;
        this.boundary = boundary;
        this.rule = new BurnRule(rules.episodes());
        this.alerts = new TierAlerts(state, boundary, outcome);
    }

    /**
     * Evaluates each tier on its generation, and resolves firing tiers that are no longer defined for this group.
     *
     * @param alertBy what the alerts of the objective are about by its newest definition
     */
    void step(List<AlertingTier> tiers, AlertBy alertBy) {
        boolean byObjective =
                alertBy == AlertBy.OBJECTIVE && !state.key().group().isEmpty();
        for (AlertingTier each : tiers) {
            GenerationEvaluation evaluation = each.evaluation();
            TierState before = state.tier(each.tier().name());
            if (!state.key().isGroupedBy(each.definition().sli().groupBy())) {
                remove(before);
            } else if (evaluation != null) {
                step(each, before, evaluation, byObjective);
            }
        }
        for (TierState tier : List.copyOf(state.tiers())) {
            if (tier.isFiring()
                    && tiers.stream().noneMatch(each -> each.tier().name().equals(tier.tier()))) {
                remove(tier);
            }
        }
    }

    /** Resolves every firing tier, because its objective is no longer defined. */
    void resolveAll() {
        List.copyOf(state.tiers()).forEach(this::remove);
    }

    /** Emits the tombstones of signals that were resolved a day ago, and drops their state. */
    void endResolved() {
        for (TierState tier : List.copyOf(state.tiers())) {
            if (tier.subject() != null
                    && tier.resolvedAt() != TierState.NEVER
                    && boundary - tier.resolvedAt() >= SloRules.RESOLVED_MILLIS) {
                alerts.end(tier);
            }
        }
    }

    private void step(
            AlertingTier alerting, @Nullable TierState before, GenerationEvaluation evaluated, boolean byObjective) {
        BurnTier tier = alerting.tier();
        SloDefinition definition = alerting.definition();
        TierView view = evaluated.reader().view(tier);
        boolean isMissing = BurnRule.isMissingData(tier, view);
        if (before == null && !isMissing && !BurnRule.isBurning(tier, view, definition.targetPpm())) {
            return;
        }
        SignalSubject about = subject(definition, tier);
        BurnRule.Step step = rule.step(before, tier, about, view, definition.targetPpm(), boundary);
        if (step.isFireOrResolve() && isRestated(before, definition, tier, about, evaluated)) {
            step = step.because(SignalReason.RESTATED);
        }
        alerts.emit(before, step, about, isMissing, byObjective, () -> evidence(definition, tier, view, evaluated));
    }

    private static BurnEvidence evidence(
            SloDefinition definition, BurnTier tier, TierView view, GenerationEvaluation evaluated) {
        return new BurnEvidence(
                definition.targetPpm(),
                tier.factorNumerator(),
                tier.factorDenominator(),
                view.longWindow(),
                view.shortWindow(),
                evaluated.reader().period(),
                evaluated.snapshots().exhaustion(view.longWindow()));
    }

    /** Resolves a tier that fires, and ends the wait of one that is pending. */
    private void remove(@Nullable TierState tier) {
        if (tier == null) {
            return;
        }
        if (tier.isFiring()) {
            alerts.remove(tier);
        } else {
            state.store(tier.pending(TierState.NEVER));
        }
    }

    /** Whether the tier would neither have fired nor resolved at this boundary without the late events. */
    private boolean isRestated(
            @Nullable TierState before,
            SloDefinition definition,
            BurnTier tier,
            SignalSubject about,
            GenerationEvaluation evaluated) {
        SortedMap<Long, BucketCounts> late = evaluated.lateChanges();
        if (late.isEmpty()) {
            return false;
        }
        TierView without = evaluated.reader().view(tier, late);
        return !rule.step(before, tier, about, without, definition.targetPpm(), boundary)
                .isFireOrResolve();
    }

    private SignalSubject subject(SloDefinition definition, BurnTier tier) {
        GroupKey key = state.key();
        Severity severity = tier.severity();
        return new SignalSubject(
                key.tenant(),
                null,
                null,
                definition.service(),
                key.slo(),
                key.group(),
                tier.name(),
                severity,
                definition.runbookUrl(),
                definition.url(),
                definition.metadata().labels(),
                definition.metadata().targetsOf(tier.name()));
    }
}
