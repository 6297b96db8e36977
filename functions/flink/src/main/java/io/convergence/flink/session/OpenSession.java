package io.convergence.flink.session;

import io.convergence.core.session.RepeatedRow;
import io.convergence.core.session.ReportRule;
import io.convergence.core.session.SessionState;
import io.convergence.flink.events.KeyedValues;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is remembered of a key of sessions, in one value. Mutable, not thread-safe. */
public final class OpenSession implements SessionContents, KeyedValues.Sized {
    /** Time of a timer that does not exist. */
    static final long NO_TIMER = Long.MAX_VALUE;

    /** Most ids and most rows of a session of one value: about 8 KB each. */
    private static final int MAX_IDS = 1024;

    private static final int MAX_REPORTS = 256;

    /** Estimated memory of a session and of each row: objects, references, entries of maps. */
    private static final long SESSION_BYTES = 1_000;

    private static final long REPORT_BYTES = 350;

    final Map<String, Report> reports;
    final IdSet ids;
    private @Nullable SessionState state;
    private long timer;

    /** A row and the performance budget of its current report. */
    record Report(RepeatedRow row, @Nullable Double budget) {}

    /** Nothing. */
    public OpenSession() {
        this(null, new IdSet(), new LinkedHashMap<>(), NO_TIMER);
    }

    OpenSession(@Nullable SessionState state, IdSet ids, Map<String, Report> reports, long timer) {
        this.state = state;
        this.ids = ids;
        this.reports = reports;
        this.timer = timer;
    }

    /** An independent copy. */
    OpenSession copy() {
        return new OpenSession(state, ids.copy(), new LinkedHashMap<>(reports), timer);
    }

    /** Whether nothing is remembered. */
    boolean isEmpty() {
        return state == null && ids.size() == 0 && reports.isEmpty() && timer == NO_TIMER;
    }

    /** Whether there is more than one value should contain, because it is written as a whole. */
    boolean isLarge() {
        return ids.size() > MAX_IDS || reports.size() > MAX_REPORTS;
    }

    /** The time of the timer that cleans up, epoch milliseconds. */
    long timer() {
        return timer;
    }

    @Override
    public long heapBytes() {
        return SESSION_BYTES + ids.heapBytes() + REPORT_BYTES * reports.size();
    }

    @Override
    public @Nullable SessionState session() {
        return state;
    }

    @Override
    public void session(SessionState next) {
        state = next;
    }

    @Override
    public boolean add(long hash) {
        return ids.add(hash);
    }

    @Override
    public @Nullable RepeatedRow report(String id) {
        Report report = reports.get(id);
        return report == null ? null : report.row();
    }

    @Override
    public @Nullable Double budget(String id) {
        Report report = reports.get(id);
        return report == null ? null : report.budget();
    }

    @Override
    public void report(String id, RepeatedRow row, @Nullable Double budget) {
        reports.put(id, new Report(row, budget));
    }

    @Override
    public void end() {
        state = null;
        ids.clear();
    }

    @Override
    public void erase() {
        end();
        reports.clear();
    }

    @Override
    public @Nullable Long sweep(ReportRule rule, long at, long sessionStart) {
        Long next = null;
        for (Iterator<Report> rows = reports.values().iterator(); rows.hasNext(); ) {
            RepeatedRow row = rows.next().row();
            if (rule.hasExpired(row, at, sessionStart)) {
                rows.remove();
            } else if (row.sessionStart() != sessionStart) {
                long settlesAt = rule.settlesAt(row);
                next = next == null ? settlesAt : Math.min(next, settlesAt);
            }
        }
        return next;
    }

    @Override
    public boolean needsTimer(long at) {
        if (at >= timer) {
            return false;
        }
        timer = at;
        return true;
    }

    @Override
    public boolean isDue(long timestamp) {
        if (timestamp < timer) {
            return false;
        }
        timer = NO_TIMER;
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenSession that
                && Objects.equals(that.state, state)
                && that.ids.equals(ids)
                && that.reports.equals(reports)
                && that.timer == timer;
    }

    @Override
    public int hashCode() {
        return Objects.hash(state, ids, reports, timer);
    }
}
