package io.convergence.flink.events;

import io.convergence.core.session.IdHash;
import io.convergence.core.session.RepeatedRow;
import io.convergence.core.session.ReportRule;
import io.convergence.core.session.SessionState;
import io.convergence.flink.state.StateDescriptors;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** Keyed states of a session. */
final class SessionMemory {
    private final ValueState<SessionState> state;
    private final MapState<Long, Boolean> seen;
    private final MapState<String, RepeatedRow> repeated;
    private final MapState<String, Double> budgets;

    SessionMemory(RuntimeContext context) {
        state = context.getState(sessionDescriptor());
        seen = context.getMapState(seenDescriptor());
        repeated = context.getMapState(repeatedDescriptor());
        budgets = context.getMapState(budgetsDescriptor());
    }

    /** The session that has not ended. */
    static ValueStateDescriptor<SessionState> sessionDescriptor() {
        return StateDescriptors.value("session", new SessionStateFormat());
    }

    /** Hashes of the ids, views, segments and groups of errors of the session; a set. */
    static MapStateDescriptor<Long, Boolean> seenDescriptor() {
        return new MapStateDescriptor<>("session-ids", Types.LONG, Types.BOOLEAN);
    }

    /** Rows of views and vitals that can be restated, by id of the row. */
    static MapStateDescriptor<String, RepeatedRow> repeatedDescriptor() {
        return StateDescriptors.map("session-reports", new RepeatedRowFormat());
    }

    /** Performance budget of the current report of a vital that is counted, by id of the row. */
    static MapStateDescriptor<String, Double> budgetsDescriptor() {
        return new MapStateDescriptor<>("session-budgets", Types.STRING, Types.DOUBLE);
    }

    @Nullable
    SessionState session() throws Exception {
        return state.value();
    }

    void session(SessionState next) throws Exception {
        state.update(next);
    }

    /** Remembers an id of a kind; false when the session has it already. */
    boolean isNew(char kind, String id) throws Exception {
        long hash = IdHash.of(kind, id);
        if (seen.contains(hash)) {
            return false;
        }
        seen.put(hash, true);
        return true;
    }

    @Nullable
    RepeatedRow report(String id) throws Exception {
        return repeated.get(id);
    }

    void report(String id, RepeatedRow row) throws Exception {
        repeated.put(id, row);
    }

    @Nullable
    Double budget(String id) throws Exception {
        return budgets.get(id);
    }

    void budget(String id, @Nullable Double budget) throws Exception {
        if (budget == null) {
            budgets.remove(id);
        } else {
            budgets.put(id, budget);
        }
    }

    /** Clears everything of the session but the vitals that have not settled. */
    void end() {
        state.clear();
        seen.clear();
    }

    /** Clears everything. */
    void erase() {
        end();
        repeated.clear();
        budgets.clear();
    }

    /**
     * Removes the rows of earlier sessions that have expired at a time.
     *
     * @param sessionStart start of the current session, epoch milliseconds; rows of it are kept
     * @return when the next of the others expires, or null when there is none
     */
    @Nullable
    Long sweep(ReportRule rule, long at, long sessionStart) throws Exception {
        Long next = null;
        boolean isEmpty = true;
        for (Iterator<Map.Entry<String, RepeatedRow>> rows = repeated.iterator(); rows.hasNext(); ) {
            Map.Entry<String, RepeatedRow> entry = rows.next();
            RepeatedRow row = entry.getValue();
            if (rule.hasExpired(row, at, sessionStart)) {
                budgets.remove(entry.getKey());
                rows.remove();
                continue;
            }
            isEmpty = false;
            if (row.sessionStart() != sessionStart) {
                long settlesAt = rule.settlesAt(row);
                next = next == null ? settlesAt : Math.min(next, settlesAt);
            }
        }
        if (isEmpty) {
            // The heap backend keeps a map that its iterator has emptied.
            repeated.clear();
            budgets.clear();
        }
        return next;
    }
}
