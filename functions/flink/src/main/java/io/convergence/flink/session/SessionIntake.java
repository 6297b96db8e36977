package io.convergence.flink.session;

import io.convergence.core.error.ErrorFingerprint;
import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.rollup.BudgetedValue;
import io.convergence.core.rollup.Dimensions;
import io.convergence.core.session.IdHash;
import io.convergence.core.session.RepeatedRow;
import io.convergence.core.session.ReportRule;
import io.convergence.core.session.SessionKey;
import io.convergence.core.session.SessionState;
import io.convergence.core.session.TimelineRow;
import io.convergence.flink.events.SessionOutputs;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/** Addition of events to a session, with the rows, measurements, errors and segments that follow from them. */
final class SessionIntake {
    private final SessionRules rules;
    private final SessionMetrics metrics;
    private final SharedParts parts = new SharedParts();

    SessionIntake(SessionRules rules, SessionMetrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
    }

    /** The session after an event; what follows from the event is emitted. */
    SessionState add(
            SessionContents memory,
            SessionState state,
            RumEvent event,
            KeyedProcessFunction<SessionKey, ?, ?>.Context context)
            throws Exception {
        String id = RepeatedRow.idOf(event);
        if (id == null) {
            MeasurementOutput.emit(rules.reports().single(event), event, null, context);
            timeline(memory, event, event.id(), event.receivedAt(), 1, context);
        } else {
            report(memory, id, event, state.startedAt(), context);
        }
        String view = event.view();
        if (event.type() == EventType.REPLAY
                && isNew(memory, 's', view + "|" + event.measures().get("index"))) {
            context.output(SessionOutputs.SEGMENTS, event);
        }
        return rules.sessions().add(state, event, view != null && isNew(memory, 'v', view));
    }

    private void report(
            SessionContents memory,
            String id,
            RumEvent event,
            long sessionStart,
            KeyedProcessFunction<SessionKey, ?, ?>.Context context)
            throws Exception {
        ReportRule.Effect effect = rules.reports().report(memory.report(id), event, sessionStart);
        MeasurementOutput.emit(effect, event, memory.budget(id), context);
        RepeatedRow row = effect.row();
        if (row != null) {
            memory.report(id, parts.share(row), row.counted() == null ? null : BudgetedValue.budgetOf(event));
            timeline(memory, event, id, row.firstAt(), row.changes(), context);
        } else if (effect.isLate()) {
            metrics.lateVital();
        }
    }

    private void timeline(
            SessionContents memory,
            RumEvent event,
            String id,
            long receivedAt,
            long revision,
            KeyedProcessFunction<SessionKey, ?, ?>.Context context)
            throws Exception {
        ErrorFingerprint group = event.type() == EventType.ERROR ? ErrorOccurrence.fingerprint(event) : null;
        if (group != null && Dimensions.counts(event)) {
            boolean isFirst = context.getCurrentKey().isSession() && isNew(memory, 'e', group.hash());
            context.output(SessionOutputs.ERRORS, ErrorOccurrence.of(event, group, isFirst));
        }
        if (rules.timelineTypes().contains(event.type()) && TimelineRow.contains(event, rules.resourceMinMillis())) {
            context.output(
                    SessionOutputs.TIMELINE,
                    new TimelineRow(event, id, receivedAt, revision, group == null ? null : group.hash()));
        }
    }

    /** Remembers an id of a kind; false when the session has it already. */
    private static boolean isNew(SessionContents memory, char kind, String id) throws Exception {
        return memory.add(IdHash.of(kind, id));
    }
}
