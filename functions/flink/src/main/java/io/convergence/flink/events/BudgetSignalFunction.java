package io.convergence.flink.events;

import io.convergence.core.rollup.BudgetedValue;
import io.convergence.core.rollup.PerformanceBudgetCounts;
import io.convergence.core.rollup.PerformanceBudgetMinute;
import io.convergence.core.rollup.PerformanceBudgetRule;
import io.convergence.core.rollup.VitalPage;
import io.convergence.core.signal.LatchRule;
import io.convergence.core.signal.LatchState;
import io.convergence.core.signal.Latched;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalIdentity;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.signal.Transition;
import io.convergence.core.signal.VitalEvidence;
import io.convergence.flink.metrics.SignalCounters;
import io.convergence.flink.state.StateDescriptors;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Signals about performance budgets: whether the 75th percentile of a vital on a page is over its budget, decided at each
 * full minute of event time over the values of the window that ends there. Values that come after all windows of their
 * minute are ignored.
 *
 * <p>State per vital on a page of an app on a host: {@code budget-minutes}, each entry removed when its minute has left the
 * window; {@code budget-latch}, cleared a day after the resolve; {@code budget-timer}. Metrics in the scope
 * {@code performance_budgets}: those of {@link SignalCounters}.
 */
public final class BudgetSignalFunction extends KeyedProcessFunction<VitalPage, BudgetedValue, SignalUpdate> {
    private static final long MINUTE_MILLIS = 60_000;
    private static final SignalKind KIND = SignalKind.BUDGET_EXCEEDED;
    private static final long serialVersionUID = 1;

    private final PerformanceBudgetRule rule;
    private final LatchRule latch;
    private transient MapState<Long, PerformanceBudgetMinute> minutes;
    private transient ValueState<LatchState> latched;
    private transient NextTimer timer;
    private transient SignalCounters signals;

    /** A function of the given rules. */
    public BudgetSignalFunction(PerformanceBudgetRule rule, LatchRule latch) {
        this.rule = rule;
        this.latch = latch;
    }

    /** Values by the start of their minute. */
    static MapStateDescriptor<Long, PerformanceBudgetMinute> minutesDescriptor() {
        return StateDescriptors.map(
                "budget-minutes", BasicTypeInfo.LONG_TYPE_INFO, new PerformanceBudgetMinuteFormat());
    }

    /** The signal. */
    static ValueStateDescriptor<LatchState> latchDescriptor() {
        return StateDescriptors.value("budget-latch", new LatchStateFormat());
    }

    @Override
    public void open(OpenContext context) {
        minutes = getRuntimeContext().getMapState(minutesDescriptor());
        latched = getRuntimeContext().getState(latchDescriptor());
        timer = new NextTimer(getRuntimeContext(), "budget-timer");
        signals = new SignalCounters(getRuntimeContext().getMetricGroup().addGroup("performance_budgets"), KIND);
    }

    @Override
    public void processElement(BudgetedValue value, Context context, Collector<SignalUpdate> out) throws Exception {
        TimerService timers = context.timerService();
        long next = minuteOf(Math.max(0, timers.currentWatermark()) + 1) + MINUTE_MILLIS;
        if (rule.hasLeft(value.minute(), next - MINUTE_MILLIS)) {
            return;
        }
        PerformanceBudgetMinute before = minutes.get(value.minute());
        long change = Math.max(value.minute(), minuteOf(value.at()));
        minutes.put(
                value.minute(), (before == null ? PerformanceBudgetMinute.NONE : before).plus(change, value.counts()));
        timer.ensure(timers, Math.max(next, change + MINUTE_MILLIS) - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SignalUpdate> out) throws Exception {
        // The end of a bounded or drained input is not an event: no value leaves a window and no signal is resolved.
        if (context.timerService().currentWatermark() == Long.MAX_VALUE || !timer.isDue(timestamp)) {
            return;
        }
        long boundary = timestamp + 1;
        PerformanceBudgetCounts window = PerformanceBudgetCounts.NONE;
        boolean isEmpty = true;
        for (Iterator<Map.Entry<Long, PerformanceBudgetMinute>> entries = minutes.iterator(); entries.hasNext(); ) {
            Map.Entry<Long, PerformanceBudgetMinute> entry = entries.next();
            if (rule.contains(entry.getKey(), boundary)) {
                window = window.plus(entry.getValue().before(boundary));
            }
            if (rule.hasLeft(entry.getKey(), boundary)) {
                entries.remove();
            } else {
                isEmpty = false;
            }
        }
        LatchState state = step(context.getCurrentKey(), window, boundary, out);
        if (isEmpty) {
            // The heap backend keeps a map that its iterator has emptied.
            minutes.clear();
        }
        if (!isEmpty || state.firing() != null) {
            timer.ensure(context.timerService(), timestamp + MINUTE_MILLIS);
        } else if (state.forgottenAt() != LatchState.NEVER) {
            timer.ensure(context.timerService(), state.forgottenAt() - 1);
        }
    }

    /** Evaluates a boundary and emits what follows from it; returns the new state of the signal. */
    private LatchState step(VitalPage key, PerformanceBudgetCounts window, long boundary, Collector<SignalUpdate> out)
            throws Exception {
        LatchState stored = latched.value();
        LatchState before = stored == null ? LatchState.NONE : stored;
        Latched firing = before.firing();
        LatchRule.Step step = latch.step(firing, KIND, key.tenant(), rule.evaluate(window), boundary);
        LatchState after = before.after(step, boundary);
        SignalSubject subject = SignalSubject.part(key.tenant(), key.app(), key.host(), key.group(), Severity.WARNING);
        Transition transition = step.transition();
        if (transition != null) {
            SignalUpdate update = SignalUpdate.of(Signal.ofVital(subject, transition, boundary, evidence(key, window)));
            signals.count(update);
            out.collect(update);
        }
        if (after.firing() == null && after.forgottenAt() <= boundary) {
            out.collect(SignalUpdate.end(SignalIdentity.dedupKey(subject, KIND), boundary));
            after = LatchState.NONE;
        }
        if (after.isEmpty()) {
            latched.clear();
        } else {
            latched.update(after);
        }
        return after;
    }

    private VitalEvidence evidence(VitalPage key, PerformanceBudgetCounts window) {
        return new VitalEvidence(
                key.metric(),
                key.page(),
                rule.windowMillis(),
                window.samples() == 0 ? null : window.budget(),
                window.p75(),
                window.samples(),
                window.exceeding());
    }

    private static long minuteOf(long at) {
        return Math.floorDiv(at, MINUTE_MILLIS) * MINUTE_MILLIS;
    }
}
