package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalIdentity;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.signal.Transition;
import io.convergence.core.slo.alert.BurnRule;
import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.alert.TierView;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.window.BucketCounts;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Evaluation of all tiers of one budget at a boundary, with the signals that they emit. */
final class TierEvaluation {
    private final GroupState state;
    private final long boundary;
    private final BurnRule rule;
    private final List<SignalUpdate> signals;

    TierEvaluation(GroupState state, long boundary, SloRules rules, List<SignalUpdate> signals) {
        this.state = state;
        this.boundary = boundary;
        this.rule = new BurnRule(rules.episodes());
        this.signals = signals;
    }

    /** Evaluates each tier on its generation, and resolves firing tiers that are no longer defined for this group. */
    void step(List<AlertingTier> tiers) {
        for (AlertingTier each : tiers) {
            GenerationEvaluation evaluation = each.evaluation();
            TierState before = stored(each.tier().name());
            if (!state.key().isGroupedBy(each.definition().sli().groupBy())) {
                remove(before);
            } else if (evaluation != null) {
                step(each.tier(), before, each.definition(), evaluation);
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
            SignalSubject subject = tier.subject();
            if (subject != null
                    && tier.resolvedAt() != TierState.NEVER
                    && boundary - tier.resolvedAt() >= SloRules.RESOLVED_MILLIS) {
                signals.add(SignalUpdate.end(SignalIdentity.dedupKey(subject, SignalKind.SLO_BURN_RATE), boundary));
                store(tier.ended());
            }
        }
    }

    private void step(
            BurnTier tier, @Nullable TierState before, SloDefinition definition, GenerationEvaluation evaluated) {
        TierView view = evaluated.reader().view(tier);
        if (before == null
                && !BurnRule.isBurning(tier, view, definition.targetPpm())
                && !BurnRule.isMissingData(tier, view)) {
            return;
        }
        SignalSubject about = subject(definition, tier);
        BurnRule.Step step = rule.step(before, tier, about, view, definition.targetPpm(), boundary);
        Transition transition = step.transition();
        if (transition != null) {
            boolean restated = step.isFireOrResolve() && isRestated(before, definition, tier, about, evaluated);
            BurnEvidence evidence = new BurnEvidence(
                    definition.targetPpm(),
                    tier.factorNumerator(),
                    tier.factorDenominator(),
                    view.longWindow(),
                    view.shortWindow(),
                    evaluated.reader().period(),
                    evaluated.snapshots().exhaustion(view.longWindow()));
            emit(step.next(), restated ? withReason(transition, SignalReason.RESTATED) : transition, evidence);
        }
        store(step.next());
    }

    /** Resolves a tier that fires, and ends the wait of one that is pending. */
    private void remove(@Nullable TierState tier) {
        if (tier == null) {
            return;
        }
        if (tier.isFiring()) {
            BurnRule.Step step = BurnRule.remove(tier, boundary);
            emit(step.next(), Objects.requireNonNull(step.transition()), null);
            store(step.next());
        } else {
            store(tier.pending(TierState.NEVER));
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

    private void emit(TierState next, Transition transition, @Nullable BurnEvidence evidence) {
        signals.add(SignalUpdate.of(new Signal(
                transition.kind(),
                Objects.requireNonNull(next.subject()),
                transition.startsAt(),
                transition.sequence(),
                transition.status(),
                transition.reason(),
                boundary,
                null,
                evidence,
                false)));
    }

    private static Transition withReason(Transition transition, SignalReason reason) {
        return new Transition(
                transition.kind(), transition.startsAt(), transition.sequence(), transition.status(), reason);
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

    private @Nullable TierState stored(String tier) {
        for (TierState each : state.tiers()) {
            if (each.tier().equals(tier)) {
                return each;
            }
        }
        return null;
    }

    private void store(TierState next) {
        state.tiers().removeIf(each -> each.tier().equals(next.tier()));
        if (!next.isIdle()) {
            state.tiers().add(next);
        }
    }
}
