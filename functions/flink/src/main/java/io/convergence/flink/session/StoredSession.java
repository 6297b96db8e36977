package io.convergence.flink.session;

import io.convergence.core.session.RepeatedRow;
import io.convergence.core.session.ReportRule;
import io.convergence.core.session.SessionState;
import io.convergence.flink.events.RepeatedRowFormat;
import io.convergence.flink.events.SessionStateFormat;
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

/**
 * Keyed states of a session with more ids or rows than one value should contain, and of every session in a savepoint of a
 * release that had no other form: an entry for each id and row.
 */
final class StoredSession implements SessionContents {
    private final ValueState<SessionState> state;
    private final MapState<Long, Boolean> seen;
    private final MapState<String, RepeatedRow> repeated;
    private final MapState<String, Double> budgets;
    private final ValueState<Long> timer;

    StoredSession(RuntimeContext context) {
        state = context.getState(sessionDescriptor());
        seen = context.getMapState(seenDescriptor());
        repeated = context.getMapState(repeatedDescriptor());
        budgets = context.getMapState(budgetsDescriptor());
        timer = context.getState(new ValueStateDescriptor<>("session-timer", Types.LONG));
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

    /** Whether the current key is stored in this form: then it has a timer that cleans it up. */
    boolean isPresent() throws Exception {
        return timer.value() != null;
    }

    /** Stores a session that has become too large for one value. */
    void take(OpenSession large) throws Exception {
        SessionState session = large.session();
        if (session != null) {
            state.update(session);
        }
        for (long id : large.ids.sorted()) {
            seen.put(id, true);
        }
        for (Map.Entry<String, OpenSession.Report> entry : large.reports.entrySet()) {
            report(entry.getKey(), entry.getValue().row(), entry.getValue().budget());
        }
        timer.update(large.timer());
    }

    @Override
    public @Nullable SessionState session() throws Exception {
        return state.value();
    }

    @Override
    public void session(SessionState next) throws Exception {
        state.update(next);
    }

    @Override
    public boolean add(long hash) throws Exception {
        if (seen.contains(hash)) {
            return false;
        }
        seen.put(hash, true);
        return true;
    }

    @Override
    public @Nullable RepeatedRow report(String id) throws Exception {
        return repeated.get(id);
    }

    @Override
    public @Nullable Double budget(String id) throws Exception {
        return budgets.get(id);
    }

    @Override
    public void report(String id, RepeatedRow row, @Nullable Double budget) throws Exception {
        repeated.put(id, row);
        if (budget == null) {
            budgets.remove(id);
        } else {
            budgets.put(id, budget);
        }
    }

    @Override
    public void end() {
        state.clear();
        seen.clear();
    }

    @Override
    public void erase() {
        end();
        repeated.clear();
        budgets.clear();
    }

    @Override
    public @Nullable Long sweep(ReportRule rule, long at, long sessionStart) throws Exception {
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

    @Override
    public boolean needsTimer(long at) throws Exception {
        Long registered = timer.value();
        if (registered != null && registered <= at) {
            return false;
        }
        timer.update(at);
        return true;
    }

    @Override
    public boolean isDue(long timestamp) throws Exception {
        Long registered = timer.value();
        if (registered == null || timestamp < registered) {
            return false;
        }
        timer.clear();
        return true;
    }
}
