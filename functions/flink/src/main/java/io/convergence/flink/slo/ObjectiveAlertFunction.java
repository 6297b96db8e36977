package io.convergence.flink.slo;

import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.evaluate.ObjectiveAlertState;
import io.convergence.core.slo.evaluate.ObjectiveAlerts;
import io.convergence.core.slo.evaluate.SloRules;
import io.convergence.flink.metrics.SignalCounters;
import io.convergence.flink.state.ObjectiveAlertStateFormat;
import io.convergence.flink.state.StateDescriptors;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Alerts of objectives about all their groups, evaluated at minute boundaries once the watermark has passed the evaluation
 * of every budget. The key is {@link GroupKey#ofAllGroups}.
 *
 * <p>State per objective: {@code objective-alerts} (tiers, last and next boundary), {@code firing-groups} (one value for each
 * group and tier that fires) and {@code reported-groups} (reports of boundaries that are not evaluated yet: one for each
 * group and tier that fires, and for each minute by which the subtasks of the budgets are apart). Cleared when no group fires
 * and every resolved signal is a day old.
 */
public final class ObjectiveAlertFunction extends KeyedProcessFunction<GroupKey, GroupAlert, SignalUpdate> {
    private static final long serialVersionUID = 1;

    private final SloRules rules;
    private final MinuteSchedule schedule;
    private transient ObjectiveAlerts alerts;
    private transient ValueState<ObjectiveAlertState> states;
    private transient KeyedAlertMemory memory;
    private transient SignalCounters signals;

    /**
     * A function of the given rules.
     *
     * @param schedule schedule of the evaluations of the budgets
     */
    public ObjectiveAlertFunction(SloRules rules, MinuteSchedule schedule) {
        this.rules = rules;
        this.schedule = schedule;
    }

    /** Key of the alerts to which the state of a group belongs. */
    public static GroupKey keyOf(GroupAlert alert) {
        return GroupKey.ofAllGroups(alert.subject().tenant(), alert.slo());
    }

    /** The state of an objective without its groups. */
    static ValueStateDescriptor<ObjectiveAlertState> stateDescriptor() {
        return StateDescriptors.value("objective-alerts", new ObjectiveAlertStateFormat());
    }

    @Override
    public void open(OpenContext context) {
        alerts = new ObjectiveAlerts(rules.episodes());
        states = getRuntimeContext().getState(stateDescriptor());
        memory = new KeyedAlertMemory(getRuntimeContext());
        signals = new SignalCounters(getRuntimeContext().getMetricGroup().addGroup("slo"), SignalKind.SLO_BURN_RATE);
    }

    @Override
    public void processElement(GroupAlert alert, Context context, Collector<SignalUpdate> out) throws Exception {
        ObjectiveAlertState stored = states.value();
        ObjectiveAlertState state = stored == null ? new ObjectiveAlertState() : stored;
        memory.report(alert);
        long before = state.scheduledFor();
        ObjectiveAlerts.schedule(state, alert);
        if (state.scheduledFor() != before) {
            store(state, context);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SignalUpdate> out) throws Exception {
        ObjectiveAlertState state = states.value();
        // The end of a bounded or drained input is not an event: no signal is resolved.
        boolean drained = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (drained || state == null || state.scheduledFor() == Long.MAX_VALUE) {
            return;
        }
        long boundary = state.scheduledFor();
        if (schedule.dueAt(context.getCurrentKey(), boundary) > timestamp) {
            // A later boundary than that of this timer, which was evaluated, or a shorter stagger before a savepoint.
            store(state, context);
            return;
        }
        List<GroupAlert> due = memory.take(boundary);
        for (SignalUpdate update : alerts.evaluate(state, memory, due)) {
            signals.count(update);
            out.collect(update);
        }
        memory.forEachReport(alert -> ObjectiveAlerts.schedule(state, alert));
        if (state.isEmpty()) {
            states.clear();
            memory.clear();
        } else {
            store(state, context);
        }
    }

    private void store(ObjectiveAlertState state, Context context) throws Exception {
        if (state.scheduledFor() != Long.MAX_VALUE) {
            context.timerService()
                    .registerEventTimeTimer(schedule.dueAt(context.getCurrentKey(), state.scheduledFor()));
        }
        states.update(state);
    }
}
