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
import io.convergence.core.slo.window.Cell;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tiers of a budget at a boundary. */
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

    /** Takes each tier of the generation that alerts a step on; tiers that are no longer defined are resolved. */
    void step(SloDefinition definition, GenerationEvaluation counted) {
        for (BurnTier tier : definition.tiers()) {
            TierView view = counted.reader().view(tier);
            TierState before = remembered(tier.name());
            if (before == null && !BurnRule.isBurning(tier, view, definition.targetPpm())) {
                continue;
            }
            SignalSubject about = about(definition, tier);
            BurnRule.Step step = rule.step(before, tier, about, view, definition.targetPpm(), boundary);
            Transition transition = step.transition();
            if (transition != null) {
                boolean restated = step.isTurn() && isRestated(before, definition, tier, about, counted);
                BurnEvidence evidence = new BurnEvidence(
                        definition.targetPpm(),
                        tier.factorNumerator(),
                        tier.factorDenominator(),
                        view.longWindow(),
                        view.shortWindow(),
                        counted.reader().period(),
                        counted.snapshots().exhaustion(view.longWindow()));
                say(step.next(), restated ? because(transition, SignalReason.RESTATED) : transition, evidence);
            }
            remember(step.next());
        }
        resolveExcept(definition);
    }

    /** Resolves every tier that fires: what it is about is gone. */
    void removeAll() {
        for (TierState tier : List.copyOf(state.tiers())) {
            if (tier.isFiring()) {
                BurnRule.Step step = BurnRule.remove(tier, boundary);
                say(step.next(), Objects.requireNonNull(step.transition()), null);
                remember(step.next());
            } else {
                remember(tier.pending(TierState.NEVER));
            }
        }
    }

    /** Says the end of what was resolved a day ago. */
    void end() {
        for (TierState tier : List.copyOf(state.tiers())) {
            SignalSubject subject = tier.subject();
            if (subject != null
                    && tier.resolvedAt() != TierState.NEVER
                    && boundary - tier.resolvedAt() >= SloRules.RESOLVED_MILLIS) {
                signals.add(SignalUpdate.end(SignalIdentity.dedupKey(subject, SignalKind.SLO_BURN_RATE), boundary));
                remember(tier.ended());
            }
        }
    }

    private void resolveExcept(SloDefinition definition) {
        for (TierState tier : List.copyOf(state.tiers())) {
            boolean defined =
                    definition.tiers().stream().anyMatch(each -> each.name().equals(tier.tier()));
            if (tier.isFiring() && !defined) {
                BurnRule.Step step = BurnRule.remove(tier, boundary);
                say(step.next(), Objects.requireNonNull(step.transition()), null);
                remember(step.next());
            }
        }
    }

    /** Whether the step would have been another one without what came late. */
    private boolean isRestated(
            @Nullable TierState before,
            SloDefinition definition,
            BurnTier tier,
            SignalSubject about,
            GenerationEvaluation counted) {
        SortedMap<Long, Cell> late = counted.lateCells();
        if (late.isEmpty()) {
            return false;
        }
        TierView without = counted.reader().view(tier, new TreeMap<>(late));
        return !rule.step(before, tier, about, without, definition.targetPpm(), boundary)
                .isTurn();
    }

    private void say(TierState next, Transition transition, @Nullable BurnEvidence evidence) {
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

    private static Transition because(Transition transition, SignalReason reason) {
        return new Transition(
                transition.kind(), transition.startsAt(), transition.sequence(), transition.status(), reason);
    }

    private SignalSubject about(SloDefinition definition, BurnTier tier) {
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
                definition.url());
    }

    private @Nullable TierState remembered(String tier) {
        for (TierState each : state.tiers()) {
            if (each.tier().equals(tier)) {
                return each;
            }
        }
        return null;
    }

    private void remember(TierState next) {
        state.tiers().removeIf(each -> each.tier().equals(next.tier()));
        if (!next.isIdle()) {
            state.tiers().add(next);
        }
    }
}
