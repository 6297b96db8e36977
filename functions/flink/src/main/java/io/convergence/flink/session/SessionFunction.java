package io.convergence.flink.session;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.session.EndReason;
import io.convergence.core.session.Erasure;
import io.convergence.core.session.IdHash;
import io.convergence.core.session.SessionKey;
import io.convergence.core.session.SessionRow;
import io.convergence.core.session.SessionRule;
import io.convergence.core.session.SessionState;
import io.convergence.flink.events.CachingOperator;
import io.convergence.flink.events.SessionOutputs;
import io.convergence.flink.intake.Timed;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Sessions, with the rows and measurements of their events. A session ends by an event that comes too long after the last
 * one, or by event time. Its row is emitted at its first event, at most once per interval while it changes, and at its end.
 *
 * <p>State per session: {@code open-session}, with its counts and labels and 8 bytes for each event, cleared when it ends, and
 * with the rows of views and vitals, cleared then and when the vitals have settled; about 2 KB with a hundred events. A session
 * with more than 1024 events or 256 rows, and one of a savepoint of an earlier release, has entries of {@code session},
 * {@code session-ids}, {@code session-reports}, {@code session-budgets} and {@code session-timer} instead. An event without a
 * session is a key of its own, which only recognises its repetitions.
 */
public final class SessionFunction extends KeyedProcessFunction<SessionKey, Timed<RumEvent>, SessionRow>
        implements CachingOperator.Cache<SessionKey> {
    private static final long serialVersionUID = 1;

    private final SessionRules rules;
    private transient long cacheBytes;
    private transient SessionMemory memories;
    private transient SessionContents memory;
    private transient SessionIntake events;
    private transient SessionMetrics metrics;

    /** A function of the given rules. */
    public SessionFunction(SessionRules rules) {
        this.rules = rules;
    }

    @Override
    public void cacheBytes(long bytes) {
        cacheBytes = bytes;
    }

    @Override
    public void flush(Consumer<SessionKey> select) throws Exception {
        memories.flush(select);
    }

    @Override
    public void open(OpenContext context) {
        memories = new SessionMemory(getRuntimeContext(), cacheBytes);
        memory = new OpenSession();
        metrics = new SessionMetrics(getRuntimeContext().getMetricGroup());
        events = new SessionIntake(rules, metrics);
    }

    @Override
    public void processElement(Timed<RumEvent> timed, Context context, Collector<SessionRow> out) throws Exception {
        memory = memories.open(context.getCurrentKey());
        add(timed.value(), context, out);
        memories.close(context.getCurrentKey());
    }

    private void add(RumEvent event, Context context, Collector<SessionRow> out) throws Exception {
        SessionState state = openSession(event.receivedAt(), context, out);
        if (event.type() == EventType.ERASE) {
            erase(state, event, context);
        } else if (state.erased()) {
            memory.session(rules.sessions().ignore(state, event.receivedAt()));
        } else if (!memory.add(IdHash.of('i', event.id()))) {
            metrics.duplicate();
            emitIfDue(state, rules.sessions().addDuplicate(state), event.receivedAt(), context, out);
        } else if (rules.sessions().hasRoom(state)) {
            emitIfDue(state, events.add(memory, state, event, context), event.receivedAt(), context, out);
        } else {
            metrics.overflow();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SessionRow> out) throws Exception {
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return;
        }
        memory = memories.open(context.getCurrentKey());
        advance(timestamp, context, out);
        memories.close(context.getCurrentKey());
    }

    private void advance(long timestamp, Context context, Collector<SessionRow> out) throws Exception {
        SessionRule sessions = rules.sessions();
        SessionState state = memory.session();
        EndReason reason = state == null ? null : sessions.endBefore(state, timestamp);
        if (state != null && reason != null) {
            end(state, reason, context, out);
            state = null;
        } else if (state != null && state.dirty() && sessions.nextEmission(state) <= timestamp) {
            emit(state, timestamp, context, out);
        }
        if (memory.isDue(timestamp)) {
            long sessionStart = state == null ? Long.MIN_VALUE : state.startedAt();
            Long settlesAt = memory.sweep(rules.reports(), timestamp, sessionStart);
            if (state != null) {
                ensureTimer(context.timerService(), sessions.deadline(state));
            } else if (settlesAt != null) {
                ensureTimer(context.timerService(), settlesAt);
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
        ensureTimer(context.timerService(), rules.sessions().deadline(beginning));
        return beginning;
    }

    private void erase(SessionState state, RumEvent event, Context context) throws Exception {
        memory.erase();
        memory.session(rules.sessions().erase(state, event.receivedAt()));
        String session = event.session();
        if (session != null) {
            context.output(SessionOutputs.ERASURES, new Erasure(event.tenant(), session, event.receivedAt()));
        }
    }

    private void emitIfDue(SessionState before, SessionState state, long at, Context context, Collector<SessionRow> out)
            throws Exception {
        long next = rules.sessions().nextEmission(state);
        if (next <= at) {
            emit(state, at, context, out);
            return;
        }
        memory.session(state);
        if (!before.dirty()) {
            // A session that has changed since its last row has this timer already.
            context.timerService().registerEventTimeTimer(next);
        }
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
            ensureTimer(timers, settlesAt);
        }
    }

    private static void collect(
            SessionState state, @Nullable EndReason reason, Context context, Collector<SessionRow> out) {
        SessionKey key = context.getCurrentKey();
        if (key.isSession() && !state.erased()) {
            out.collect(new SessionRow(key, state, reason));
        }
    }

    private void ensureTimer(TimerService timers, long at) throws Exception {
        if (memory.needsTimer(at)) {
            timers.registerEventTimeTimer(at);
        }
    }
}
