package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.BadEventAttribution;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One budget driven through event time in the way the Flink operator drives it. */
final class BudgetSimulation {
    static final SloRules RULES = new SloRules(600_000, 50, 2, 5, 2, 20, 4, EpisodePolicy.REFERENCE);

    final List<SloSnapshot> snapshots = new ArrayList<>();
    final List<SignalUpdate> signals = new ArrayList<>();
    final List<GroupAlert> alerts = new ArrayList<>();
    final List<SloReport> reports = new ArrayList<>();
    final List<LateEvents> tooLate = new ArrayList<>();
    final SloBook book = SloBook.open(SloStart.NONE, null);
    final MapGroupMemory memory = new MapGroupMemory();
    private final GroupEvaluation evaluation;
    private GroupState state;
    private long offset;

    BudgetSimulation(SloDefinition definition) {
        this(definition, "");
    }

    BudgetSimulation(SloDefinition definition, String group) {
        this.state = new GroupState(new GroupKey(definition.tenant(), definition.name(), group));
        this.evaluation = new GroupEvaluation(RULES, book);
        book.apply(new SloUpdate(definition.tenant(), definition.name(), Long.MIN_VALUE, offset++, definition));
    }

    /** Applies an edit of the objective. */
    void edit(long effectiveFrom, SloDefinition definition) {
        book.apply(new SloUpdate(definition.tenant(), definition.name(), effectiveFrom, offset++, definition));
        evaluation.changed();
    }

    /** Applies a removal of the objective. */
    void remove(long effectiveFrom) {
        GroupKey key = state.key();
        book.apply(new SloUpdate(key.tenant(), key.slo(), effectiveFrom, offset++, null));
        evaluation.changed();
    }

    /** Adds events that are on time to every generation that is counted in their minute. */
    void events(long minute, long good, long bad) {
        for (SloDefinition counted : book.countedAt(state.key().tenant(), minute)) {
            add(counted.generation(), minute, GroupPartial.ON_TIME, counts(good, bad));
        }
    }

    /** Adds late events, which count from a later boundary, to every generation that is counted in their minute. */
    void late(long minute, long good, long bad, long appliesAt) {
        for (SloDefinition counted : book.countedAt(state.key().tenant(), minute)) {
            add(counted.generation(), minute, appliesAt, counts(good, bad));
        }
    }

    void add(long generation, long minute, long appliesAt, MinuteCounts counts) {
        PartialMerge.add(state, memory, new GroupPartial(state.key(), generation, minute, appliesAt, counts));
    }

    /** Evaluates every scheduled boundary up to and including one. */
    void runTo(long boundary) {
        while (state.scheduledFor() <= boundary) {
            evaluate(state.scheduledFor());
        }
    }

    /** Evaluates one boundary. */
    void evaluate(long boundary) {
        EvaluationOutput outcome = evaluation.evaluate(state, memory, boundary);
        snapshots.addAll(outcome.snapshots());
        signals.addAll(outcome.signals());
        alerts.addAll(outcome.alerts());
        reports.addAll(outcome.reports());
        tooLate.addAll(outcome.tooLate());
    }

    /** Whether the budget is idle. */
    boolean isIdle() {
        return IdleBudget.isIdle(state, memory);
    }

    /** Whether no state is left. */
    boolean isForgotten() {
        return state.isEmpty() && memory.size() == 0;
    }

    /** The snapshot with the highest revision of each boundary and generation, as a table keeps them. */
    Map<List<Long>, SloSnapshot> rows() {
        Map<List<Long>, SloSnapshot> rows = new TreeMap<>((a, b) -> {
            int byTime = Long.compare(a.get(0), b.get(0));
            return byTime != 0 ? byTime : Long.compare(a.get(1), b.get(1));
        });
        for (SloSnapshot row : snapshots) {
            SloSnapshot stored = rows.get(List.of(row.windowEnd(), row.generation()));
            if (stored == null || row.revision() >= stored.revision()) {
                rows.put(List.of(row.windowEnd(), row.generation()), row);
            }
        }
        return rows;
    }

    /** The signals so far as {@code minute tier status reason}, with minutes counted from a start. */
    List<String> signalLines(long start) {
        List<String> lines = new ArrayList<>();
        for (SignalUpdate update : signals) {
            Signal signal = update.signal();
            long minute = (update.at() - start) / 60_000;
            lines.add(
                    signal == null
                            ? minute + " end"
                            : minute + " " + signal.subject().tier() + " "
                                    + signal.status().label() + " "
                                    + signal.reason().label());
        }
        return lines;
    }

    /** The reports so far for the alert of the objective, as {@link #signalLines}. */
    List<String> alertLines(long start) {
        return alerts.stream()
                .map(alert -> (alert.boundary() - start) / 60_000 + " " + alert.tier() + " "
                        + alert.status().label() + " " + alert.reason().label())
                .toList();
    }

    static MinuteCounts counts(long good, long bad) {
        BadEventAttribution attribution = new BadEventAttribution();
        for (long i = 0; i < bad; i++) {
            attribution.add("/p" + i % 7, "h", "chrome");
        }
        return new MinuteCounts(new EventCounts(good, bad, attribution), new EventCounts());
    }
}
