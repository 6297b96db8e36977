package io.convergence.core.slo.evaluate;

import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.EventKind;
import io.convergence.core.slo.match.EventMatching;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Views of several tenants driven through matching and evaluation, with one subtask of each operator. */
final class TenantsSimulation {
    private static final long MINUTE = MinuteSchedule.MINUTE_MILLIS;

    /** State of one budget. */
    private record Budget(GroupState state, MapGroupMemory memory) {}

    private final SloBook book = SloBook.open(SloStart.NONE, null);
    private final EventMatching<Beacon> matching = new EventMatching<>(EventKind.VIEWS, book);
    private final GroupEvaluation evaluation = new GroupEvaluation(BudgetSimulation.RULES, book);
    private final Map<GroupKey, Budget> budgets = new TreeMap<>(
            Comparator.comparing(GroupKey::tenant).thenComparing(GroupKey::slo).thenComparing(GroupKey::group));
    private final Map<String, List<Object>> outputs = new TreeMap<>();
    private long evaluated = Long.MIN_VALUE;

    /** Applies a definition, an edit or a removal. */
    void update(SloUpdate update) {
        if (book.apply(update)) {
            matching.changed(update.tenant());
            evaluation.changed();
        }
    }

    /** Matches and counts a view, on time or late. */
    void view(Beacon view) {
        long minute = MinuteSchedule.floor(view.receivedAt());
        boolean late = minute + MINUTE <= evaluated;
        matching.match(view, minute, (matcher, key) -> {
            Budget budget =
                    budgets.computeIfAbsent(key, each -> new Budget(new GroupState(each), new MapGroupMemory()));
            MinuteCounts counts = MinuteCounts.empty();
            matcher.count(view, counts);
            long generation = matcher.definition().generation();
            long appliesAt = late ? evaluated + MINUTE : GroupPartial.ON_TIME;
            PartialMerge.add(
                    budget.state(), budget.memory(), new GroupPartial(key, generation, minute, appliesAt, counts));
        });
    }

    /** Evaluates every budget up to a boundary. */
    void runTo(long boundary) {
        budgets.forEach((key, budget) -> {
            while (budget.state().scheduledFor() <= boundary) {
                EvaluationOutput outcome = evaluation.evaluate(
                        budget.state(), budget.memory(), budget.state().scheduledFor());
                List<Object> all = outputs.computeIfAbsent(key.tenant(), tenant -> new ArrayList<>());
                all.addAll(outcome.snapshots());
                all.addAll(outcome.signals());
                all.addAll(outcome.reports());
            }
        });
        evaluated = boundary;
    }

    /** Every snapshot, signal and report of a tenant's budgets, in order. */
    List<Object> of(String tenant) {
        return outputs.getOrDefault(tenant, List.of());
    }
}
