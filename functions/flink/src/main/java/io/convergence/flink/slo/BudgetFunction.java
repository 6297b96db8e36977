package io.convergence.flink.slo;

import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.evaluate.EvaluationOutput;
import io.convergence.core.slo.evaluate.GenerationRenumbering;
import io.convergence.core.slo.evaluate.GroupEvaluation;
import io.convergence.core.slo.evaluate.GroupState;
import io.convergence.core.slo.evaluate.IdleBudget;
import io.convergence.core.slo.evaluate.PartialMerge;
import io.convergence.core.slo.evaluate.SloRules;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.flink.state.GroupStateFormat;
import io.convergence.flink.state.StateDescriptors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Error budgets: sums of the matched events, evaluated at each minute boundary at which a budget or an alert can change.
 *
 * <p>State per budget: {@code group-state} (running sums of each generation, tiers, late events not yet counted),
 * {@code open-minutes} (counts of the minutes that can still change: those within the allowed lateness, and future
 * ones), {@code bucket-chunks} (buckets of six hours by minute, three days by five minutes and the period by hour, sixty
 * per value) and {@code report-tallies} (five open reports at most). Cleared when every window is empty, every report
 * closed and every resolved signal a day old, or the objective is removed. At most {@code bounds.groups} budgets per
 * objective and subtask have events in a window, and as many more wait for the end of their reports, see
 * {@link GroupPlaces}; events of groups beyond that go to {@link BudgetOutputs#REFUSED}. State per subtask:
 * {@code groups-by-key-group} and {@code idle-groups-by-key-group}; the same in every subtask: {@code slo-definitions}.
 */
public final class BudgetFunction extends KeyedBroadcastProcessFunction<GroupKey, GroupPartial, SloUpdate, SloSnapshot>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final SloRules rules;
    private final MinuteSchedule schedule;
    private final SloStart start;
    private final int maxGroups;
    private transient ValueState<GroupState> groups;
    private transient KeyedGroupMemory memory;
    private transient SloBookState definitions;
    private transient GroupEvaluation evaluation;
    private transient GroupPlaces places;
    private transient BudgetMetrics metrics;

    /**
     * A function of the given rules.
     *
     * @param schedule schedule of the evaluations of each budget
     * @param start definitions that the job starts with; updates follow as broadcast
     * @param maxGroups most groups with events in a window, per objective and subtask
     */
    public BudgetFunction(SloRules rules, MinuteSchedule schedule, SloStart start, int maxGroups) {
        this.rules = rules;
        this.schedule = schedule;
        this.start = start;
        this.maxGroups = maxGroups;
    }

    /** The state of a budget. */
    static ValueStateDescriptor<GroupState> groupStateDescriptor() {
        return StateDescriptors.value("group-state", new GroupStateFormat());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        definitions = SloBookState.open(start, context);
        evaluation = new GroupEvaluation(rules, definitions.book());
        places = new GroupPlaces(maxGroups, context.getOperatorStateStore(), getRuntimeContext());
    }

    @Override
    public void open(OpenContext context) {
        groups = getRuntimeContext().getState(groupStateDescriptor());
        memory = new KeyedGroupMemory(getRuntimeContext());
        metrics = new BudgetMetrics(getRuntimeContext().getMetricGroup(), places);
    }

    @Override
    public void processElement(GroupPartial partial, ReadOnlyContext context, Collector<SloSnapshot> out)
            throws Exception {
        GroupState state = groups.value();
        boolean needsPlace = state == null || state.isPlaceReleased();
        if (needsPlace && !(state == null ? places.admit(partial.key()) : places.readmit(state))) {
            metrics.refused(partial);
            context.output(BudgetOutputs.REFUSED, partial);
            return;
        }
        if (state == null) {
            state = new GroupState(partial.key());
        }
        boolean renumbered = GenerationRenumbering.apply(state, memory, definitions.book());
        if (PartialMerge.add(state, memory, partial) || renumbered || needsPlace) {
            scheduleAndStore(state, context.timerService());
        }
    }

    @Override
    public void processBroadcastElement(SloUpdate update, Context context, Collector<SloSnapshot> out)
            throws Exception {
        if (definitions.apply(update)) {
            evaluation.changed();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SloSnapshot> out) throws Exception {
        GroupState state = groups.value();
        // The end of a bounded or drained input is not an event: nothing leaves a window and no signal is resolved.
        boolean drained = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (drained || state == null || state.scheduledFor() == Long.MAX_VALUE) {
            return;
        }
        long boundary = state.scheduledFor();
        if (schedule.dueAt(state.key(), boundary) > timestamp) {
            // This timer was set with a shorter stagger, before a savepoint: the boundary is due later now.
            context.timerService().registerEventTimeTimer(schedule.dueAt(state.key(), boundary));
            return;
        }
        GenerationRenumbering.apply(state, memory, definitions.book());
        EvaluationOutput outcome = evaluation.evaluate(state, memory, boundary);
        TimerService time = context.timerService();
        metrics.evaluations().evaluated(boundary, time.currentWatermark(), time.currentProcessingTime());
        metrics.evaluated(boundary, outcome);
        outcome.snapshots().forEach(out::collect);
        outcome.signals().forEach(signal -> context.output(BudgetOutputs.SIGNALS, signal));
        outcome.alerts().forEach(alert -> context.output(BudgetOutputs.ALERTS, alert));
        outcome.reports().forEach(report -> context.output(BudgetOutputs.REPORTS, report));
        if (state.isEmpty()) {
            groups.clear();
            memory.clear();
            places.release(state);
        } else {
            places.move(state, IdleBudget.isIdle(state, memory));
            scheduleAndStore(state, context.timerService());
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        places.snapshot();
    }

    private void scheduleAndStore(GroupState state, TimerService timers) throws Exception {
        if (state.scheduledFor() != Long.MAX_VALUE) {
            timers.registerEventTimeTimer(schedule.dueAt(state.key(), state.scheduledFor()));
        }
        groups.update(state);
    }
}
