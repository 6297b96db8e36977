package io.convergence.flink.events;

import io.convergence.core.error.ErrorFingerprint;
import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.rollup.BudgetedValue;
import io.convergence.core.rollup.Dimensions;
import io.convergence.core.session.EndReason;
import io.convergence.core.session.Erasure;
import io.convergence.core.session.RepeatedRow;
import io.convergence.core.session.ReportRule;
import io.convergence.core.session.SessionKey;
import io.convergence.core.session.SessionRow;
import io.convergence.core.session.SessionRule;
import io.convergence.core.session.SessionState;
import io.convergence.core.session.TimelineRow;
import io.convergence.flink.intake.Timed;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Sessions, with the rows and measurements of their events. A session ends by an event that comes too long after the last
 * one, or by event time. Its row is emitted at its first event, at most once per interval while it changes, and at its end.
 *
 * <p>State per session: {@code session} (counts and labels), {@code session-ids} (8 bytes for each event), both cleared
 * when it ends; {@code session-reports} (rows of views and vitals) and {@code session-budgets} (performance budgets of
 * vitals), cleared then and when the vitals have settled; {@code session-timer}. An event without a
 * session is a key of its own, which only recognises its repetitions.
 */
public final class SessionFunction extends KeyedProcessFunction<SessionKey, Timed<RumEvent>, SessionRow> {
    private static final long serialVersionUID = 1;

    private final SessionRules rules;
    private transient SessionMemory memory;
    private transient NextTimer timer;
    private transient SessionMetrics metrics;

    /** A function of the given rules. */
    public SessionFunction(SessionRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        memory = new SessionMemory(getRuntimeContext());
        timer = new NextTimer(getRuntimeContext(), "session-timer");
        metrics = new SessionMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Timed<RumEvent> timed, Context context, Collector<SessionRow> out) throws Exception {
        RumEvent event = timed.value();
        SessionState state = openSession(event.receivedAt(), context, out);
        if (event.type() == EventType.ERASE) {
            erase(state, event, context);
        } else if (state.erased()) {
            memory.session(rules.sessions().ignore(state, event.receivedAt()));
        } else if (!memory.isNew('i', event.id())) {
            metrics.duplicate();
            emitIfDue(rules.sessions().addDuplicate(state), event.receivedAt(), context, out);
        } else if (rules.sessions().hasRoom(state)) {
            emitIfDue(add(state, event, context), event.receivedAt(), context, out);
        } else {
            metrics.overflow();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SessionRow> out) throws Exception {
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        SessionRule sessions = rules.sessions();
        SessionState state = memory.session();
        EndReason reason = state == null ? null : sessions.endBefore(state, timestamp);
        if (state != null && reason != null) {
            end(state, reason, context, out);
            state = null;
        } else if (state != null && state.dirty() && sessions.nextEmission(state) <= timestamp) {
            emit(state, timestamp, context, out);
        }
        if (timer.isDue(timestamp)) {
            long sessionStart = state == null ? Long.MIN_VALUE : state.startedAt();
            Long settlesAt = memory.sweep(rules.reports(), timestamp, sessionStart);
            if (state != null) {
                timer.ensure(context.timerService(), sessions.deadline(state));
            } else if (settlesAt != null) {
                timer.ensure(context.timerService(), settlesAt);
            }
        }
    }

    /** The session that an event at a time belongs to; the one before it is ended. */
    private SessionState openSession(long at, Context context, Collector<SessionRow> out) throws Exception {
        SessionState state = memory.session();
        EndReason reason = state == null ? null : rules.sessions().endBefore(state, at);
        if (state != null && reason == null) {
            return state;
        }
        if (state != null) {
            end(state, reason, context, out);
        }
        metrics.opened();
        SessionState beginning = SessionState.beginning(at);
        timer.ensure(context.timerService(), rules.sessions().deadline(beginning));
        return beginning;
    }

    private SessionState add(SessionState state, RumEvent event, Context context) throws Exception {
        String id = RepeatedRow.idOf(event);
        if (id == null) {
            MeasurementOutput.emit(rules.reports().single(event), event, null, context);
            timeline(event, event.id(), event.receivedAt(), 1, context);
        } else {
            report(id, event, state.startedAt(), context);
        }
        String view = event.view();
        if (event.type() == EventType.REPLAY
                && memory.isNew('s', view + "|" + event.measures().get("index"))) {
            context.output(SessionOutputs.SEGMENTS, event);
        }
        return rules.sessions().add(state, event, view != null && memory.isNew('v', view));
    }

    private void report(String id, RumEvent event, long sessionStart, Context context) throws Exception {
        ReportRule.Effect effect = rules.reports().report(memory.report(id), event, sessionStart);
        MeasurementOutput.emit(effect, event, memory.budget(id), context);
        RepeatedRow row = effect.row();
        if (row != null) {
            memory.report(id, row);
            memory.budget(id, row.counted() == null ? null : BudgetedValue.budgetOf(event));
            timeline(event, id, row.firstAt(), row.changes(), context);
        } else if (effect.isLate()) {
            metrics.lateVital();
        }
    }

    private void timeline(RumEvent event, String id, long receivedAt, long revision, Context context) throws Exception {
        ErrorFingerprint group = event.type() == EventType.ERROR ? ErrorOccurrence.fingerprint(event) : null;
        if (group != null && Dimensions.counts(event)) {
            boolean isFirst = context.getCurrentKey().isSession() && memory.isNew('e', group.hash());
            context.output(SessionOutputs.ERRORS, ErrorOccurrence.of(event, group, isFirst));
        }
        if (rules.timelineTypes().contains(event.type()) && TimelineRow.contains(event, rules.resourceMinMillis())) {
            context.output(
                    SessionOutputs.TIMELINE,
                    new TimelineRow(event, id, receivedAt, revision, group == null ? null : group.hash()));
        }
    }

    private void erase(SessionState state, RumEvent event, Context context) throws Exception {
        memory.erase();
        memory.session(rules.sessions().erase(state, event.receivedAt()));
        String session = event.session();
        if (session != null) {
            context.output(SessionOutputs.ERASURES, new Erasure(event.tenant(), session, event.receivedAt()));
        }
    }

    private void emitIfDue(SessionState state, long at, Context context, Collector<SessionRow> out) throws Exception {
        long next = rules.sessions().nextEmission(state);
        if (next <= at) {
            emit(state, at, context, out);
            return;
        }
        memory.session(state);
        context.timerService().registerEventTimeTimer(next);
    }

    private void emit(SessionState state, long at, Context context, Collector<SessionRow> out) throws Exception {
        SessionState emitted = state.emitted(at);
        memory.session(emitted);
        collect(emitted, null, context, out);
    }

    private void end(SessionState state, @Nullable EndReason reason, Context context, Collector<SessionRow> out)
            throws Exception {
        collect(state, reason, context, out);
        metrics.ended();
        memory.end();
        TimerService timers = context.timerService();
        Long settlesAt = memory.sweep(rules.reports(), state.lastSeen(), Long.MIN_VALUE);
        if (settlesAt != null) {
            timer.ensure(timers, settlesAt);
        }
    }

    private static void collect(
            SessionState state, @Nullable EndReason reason, Context context, Collector<SessionRow> out) {
        SessionKey key = context.getCurrentKey();
        if (key.isSession() && !state.erased()) {
            out.collect(new SessionRow(key, state, reason));
        }
    }
}
