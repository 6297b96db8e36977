package io.convergence.flink.events;

import io.convergence.core.error.ErrorGroupHost;
import io.convergence.core.error.GroupedError;
import io.convergence.core.error.NewErrorCounts;
import io.convergence.core.error.NewErrorMinute;
import io.convergence.core.error.NewErrorRule;
import io.convergence.core.signal.ErrorEvidence;
import io.convergence.core.signal.LatchRule;
import io.convergence.core.signal.LatchState;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalIdentity;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.signal.Transition;
import io.convergence.flink.metrics.SignalCounters;
import io.convergence.flink.state.StateDescriptors;
import java.time.Clock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Signals about new groups of errors, decided at each full minute of event time. A group that fired does so again only when
 * {@link ErrorGroupFunction} has forgotten it, so neither a restart nor a longer life of the errors repeats it.
 *
 * <p>Nothing fires in the first 24 hours of the life of the job. Its start is the wall-clock time at which a subtask first
 * ran without a stored start. It is part of every checkpoint ({@code job-started-at}, a list that each subtask reads as a
 * whole, of which the earliest counts), so a restart, a restore or another parallelism does not change it. A job that is
 * restored from a savepoint without it, because this function is newer, begins its life with that restore. Boundaries of
 * event time are compared with it: a backlog or a replay of what happened before the start fires nothing.
 *
 * <p>State per group of errors on a host: {@code new-error-counts}, cleared when the group is no longer new and nothing
 * fires; {@code new-error-latch}, cleared a day after the resolve; {@code new-error-timer}. Metrics in the scope
 * {@code error_groups}: those of {@link SignalCounters}.
 */
public final class NewErrorSignalFunction extends KeyedProcessFunction<ErrorGroupHost, GroupedError, SignalUpdate>
        implements CheckpointedFunction {
    private static final long MINUTE_MILLIS = 60_000;
    private static final SignalKind KIND = SignalKind.ERROR_GROUP_NEW;
    private static final long serialVersionUID = 1;

    private final NewErrorRule rule;
    private final LatchRule latch;
    private final Clock clock;
    private transient long startedAt;
    private transient ListState<Long> storedStart;
    private transient ValueState<NewErrorCounts> counted;
    private transient ValueState<LatchState> latched;
    private transient NextTimer timer;
    private transient SignalCounters signals;

    /**
     * Creates the function.
     *
     * @param clock the wall clock, for the start of the job
     */
    public NewErrorSignalFunction(NewErrorRule rule, LatchRule latch, Clock clock) {
        this.rule = rule;
        this.latch = latch;
        this.clock = clock;
    }

    /** Occurrences. */
    static ValueStateDescriptor<NewErrorCounts> countsDescriptor() {
        return StateDescriptors.value("new-error-counts", new NewErrorCountsFormat());
    }

    /** The signal. */
    static ValueStateDescriptor<LatchState> latchDescriptor() {
        return StateDescriptors.value("new-error-latch", new LatchStateFormat());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        storedStart = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("job-started-at", Types.LONG));
        startedAt = clock.millis();
        for (long each : storedStart.get()) {
            startedAt = Math.min(startedAt, each);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        storedStart.clear();
        storedStart.add(startedAt);
    }

    @Override
    public void open(OpenContext context) {
        counted = getRuntimeContext().getState(countsDescriptor());
        latched = getRuntimeContext().getState(latchDescriptor());
        timer = new NextTimer(getRuntimeContext(), "new-error-timer");
        signals = new SignalCounters(getRuntimeContext().getMetricGroup().addGroup("error_groups"), KIND);
    }

    @Override
    public void processElement(GroupedError error, Context context, Collector<SignalUpdate> out) throws Exception {
        NewErrorCounts before = counted.value();
        if (before == null && !NewErrorRule.isNew(error)) {
            return;
        }
        counted.update((before == null ? NewErrorCounts.none(error.occurrence()) : before).plus(error));
        TimerService timers = context.timerService();
        long from = Math.max(error.occurrence().at(), timers.currentWatermark() + 1);
        timer.ensure(timers, Math.floorDiv(from, MINUTE_MILLIS) * MINUTE_MILLIS + MINUTE_MILLIS - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SignalUpdate> out) throws Exception {
        // The end of a bounded or drained input is not an event: no signal is resolved.
        if (context.timerService().currentWatermark() == Long.MAX_VALUE || !timer.isDue(timestamp)) {
            return;
        }
        long boundary = timestamp + 1;
        NewErrorCounts before = counted.value();
        NewErrorCounts counts = before == null ? null : before.at(boundary);
        LatchState state = latched.value() == null ? LatchState.NONE : latched.value();
        if (counts != null) {
            state = step(context.getCurrentKey(), state, counts, boundary, out);
        }
        if (state.firing() == null && state.forgottenAt() <= boundary) {
            out.collect(SignalUpdate.end(SignalIdentity.dedupKey(subject(context.getCurrentKey()), KIND), boundary));
            state = LatchState.NONE;
        }
        boolean isOpen = counts != null && (state.firing() != null || NewErrorRule.isOpen(counts, boundary));
        counted.update(isOpen ? counts : null);
        latched.update(state.isEmpty() ? null : state);
        if (isOpen) {
            timer.ensure(context.timerService(), timestamp + MINUTE_MILLIS);
        } else if (state.forgottenAt() != LatchState.NEVER) {
            timer.ensure(context.timerService(), state.forgottenAt() - 1);
        }
    }

    /** Evaluates a boundary and emits what follows from it; returns the new state of the signal. */
    private LatchState step(
            ErrorGroupHost key, LatchState before, NewErrorCounts counts, long boundary, Collector<SignalUpdate> out) {
        LatchRule.Step step = latch.step(
                before.firing(),
                KIND,
                key.tenant(),
                rule.evaluate(counts, before.firing() != null, boundary, startedAt),
                boundary);
        Transition transition = step.transition();
        NewErrorMinute seen = counts.seen();
        if (transition != null && seen != null) {
            SignalUpdate update = SignalUpdate.of(Signal.ofError(
                    subject(key),
                    transition,
                    boundary,
                    new ErrorEvidence(
                            counts.type(), counts.template(), seen.count(), seen.sessions(), seen.firstVersion())));
            signals.count(update);
            out.collect(update);
        }
        return before.after(step, boundary);
    }

    private static SignalSubject subject(ErrorGroupHost key) {
        return SignalSubject.part(key.tenant(), key.app(), key.host(), key.fingerprint(), Severity.INFO);
    }
}
