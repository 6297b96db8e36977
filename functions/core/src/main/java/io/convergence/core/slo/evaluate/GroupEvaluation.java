package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.book.LiveGeneration;
import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.book.SloPhase;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.WindowPlan;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToIntFunction;

/**
 * Evaluation of one budget at a minute boundary: snapshots, signals and reports. Every generation that is counted has
 * snapshots and reports; each tier alerts on one of them. Not thread-safe.
 */
public final class GroupEvaluation {
    private final SloRules rules;
    private final SloBook book;
    private final IdentityHashMap<SloDefinition, WindowPlan> plans = new IdentityHashMap<>();

    /** Evaluation of the objectives of a book. */
    public GroupEvaluation(SloRules rules, SloBook book) {
        this.rules = rules;
        this.book = book;
    }

    /** Drops what was derived from definitions, because they changed. */
    public void changed() {
        plans.clear();
    }

    /**
     * Evaluates a boundary and schedules the next one.
     *
     * @param boundary the scheduled boundary, epoch milliseconds, later than that of the evaluation before
     */
    public EvaluationOutput evaluate(GroupState state, GroupMemory memory, long boundary) {
        if (boundary <= state.through()) {
            throw new IllegalArgumentException(
                    "boundary " + boundary + " is not after the evaluated one, " + state.through());
        }
        EvaluationOutput outcome = EvaluationOutput.empty();
        TierEvaluation tiers = new TierEvaluation(state, boundary, rules, outcome);
        SloPhase phase = book.at(state.key().tenant(), state.key().slo(), boundary);
        state.scheduledFor(Long.MAX_VALUE);
        if (phase == null) {
            // The definition that matched the events has not arrived here yet; it will within a minute.
            state.scheduledFor(boundary + MinuteSchedule.MINUTE_MILLIS);
            return outcome;
        }
        dropUncounted(state, memory, phase, boundary);
        LiveGeneration newest = phase.newest();
        boolean needsAll = isFiringOrPending(state);
        if (needsAll) {
            phase.live().forEach(live -> ensureCounted(state, live.definition()));
        }
        Map<Long, GenerationEvaluation> evaluations = new HashMap<>(2);
        for (GenerationCounts counts : List.copyOf(state.generations())) {
            LiveGeneration live = phase.generation(counts.generation());
            if (live == null || (!needsAll && isAhead(state, memory, counts, boundary))) {
                schedule(state, boundary + MinuteSchedule.MINUTE_MILLIS);
            } else {
                evaluations.put(counts.generation(), evaluate(state, memory, counts, live, boundary, outcome));
            }
        }
        if (newest == null) {
            tiers.resolveAll();
        } else {
            tiers.step(
                    AlertingTier.choose(phase.live(), evaluations, boundary),
                    newest.definition().alertBy());
        }
        tiers.endResolved();
        state.through(boundary);
        for (var tier : state.tiers()) {
            schedule(state, GroupSchedule.next(tier, boundary));
        }
        state.late().forEach(late -> schedule(state, late.appliesAt()));
        return outcome;
    }

    private GenerationEvaluation evaluate(
            GroupState state,
            GroupMemory memory,
            GenerationCounts counts,
            LiveGeneration live,
            long boundary,
            EvaluationOutput outcome) {
        WindowPlan plan = plans.computeIfAbsent(live.definition(), WindowPlan::new);
        GenerationEvaluation evaluation = new GenerationEvaluation(state.key(), plan, counts, memory, rules);
        DueLateEvents late = DueLateEvents.take(state, counts, plan, boundary, rules);
        outcome.tooLate().addAll(late.tooLate());
        outcome.snapshots().addAll(evaluation.evaluate(boundary, late.counted()));
        LongToIntFunction targetAt = time -> targetAt(state.key(), live.definition(), time);
        new ReportFolding(state.key(), plan, counts, memory, evaluation, rules, targetAt, outcome.reports())
                .fold(boundary);
        evaluation.sums().flush();
        long next = GroupSchedule.next(counts, plan, evaluation, boundary, rules);
        if (next > boundary + MinuteSchedule.MINUTE_MILLIS) {
            next = Math.min(next, GroupSchedule.next(memory, counts.generation(), plan, boundary, rules));
        }
        if (next == Long.MAX_VALUE) {
            memory.forget(counts.generation(), Long.MAX_VALUE);
            state.generations().remove(counts);
        } else {
            schedule(state, next);
        }
        return evaluation;
    }

    /** The target of a definition's generation that was in force at an instant; today's when that is not known. */
    private int targetAt(GroupKey key, SloDefinition definition, long time) {
        SloPhase phase = book.at(key.tenant(), key.slo(), time);
        LiveGeneration live = phase == null ? null : phase.generation(definition.generation());
        return live == null ? definition.targetPpm() : live.definition().targetPpm();
    }

    /**
     * Drops the generations that are not counted at a boundary. Early events of a generation that is counted from a
     * later boundary on are kept, because matching may be ahead by many minutes.
     */
    private void dropUncounted(GroupState state, GroupMemory memory, SloPhase phase, long boundary) {
        state.late()
                .removeIf(late -> phase.generation(late.generation()) == null
                        && late.minute() < nextStart(state, late.generation(), boundary));
        for (GenerationCounts counts : List.copyOf(state.generations())) {
            long generation = counts.generation();
            if (phase.generation(generation) == null) {
                memory.forget(generation, nextStart(state, generation, boundary));
                state.generations().remove(counts);
                if (memory.firstMinute(generation, Long.MIN_VALUE) != Long.MAX_VALUE
                        || hasLateEvents(state, generation)) {
                    state.generations().add(new GenerationCounts(generation));
                }
            }
        }
    }

    /**
     * Adds the generation of a definition of this group if it has no event yet, so that a tier that fires or is pending is
     * evaluated on it.
     */
    private static void ensureCounted(GroupState state, SloDefinition definition) {
        long generation = definition.generation();
        if (state.generation(generation) == null
                && state.key().isGroupedBy(definition.sli().groupBy())) {
            state.generations().add(new GenerationCounts(generation));
        }
    }

    private static boolean isFiringOrPending(GroupState state) {
        return state.tiers().stream().anyMatch(tier -> tier.isFiring() || tier.isPending());
    }

    private long nextStart(GroupState state, long generation, long boundary) {
        return book.nextStart(state.key().tenant(), state.key().slo(), generation, boundary);
    }

    private static boolean hasLateEvents(GroupState state, long generation) {
        return state.late().stream().anyMatch(late -> late.generation() == generation);
    }

    /** Whether all events of a generation so far are of minutes that start at the boundary or later. */
    private static boolean isAhead(GroupState state, GroupMemory memory, GenerationCounts counts, long boundary) {
        long generation = counts.generation();
        return counts.through() == GenerationCounts.NEVER
                && memory.firstMinute(generation, Long.MIN_VALUE) >= boundary
                && state.late().stream()
                        .noneMatch(late -> late.generation() == generation && late.appliesAt() <= boundary);
    }

    private static void schedule(GroupState state, long boundary) {
        if (boundary < state.scheduledFor()) {
            state.scheduledFor(boundary);
        }
    }
}
