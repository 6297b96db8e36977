package io.convergence.flink.session;

import io.convergence.core.session.RepeatedRow;
import io.convergence.core.session.ReportRule;
import io.convergence.core.session.SessionState;
import org.jspecify.annotations.Nullable;

/** What is remembered of a key of sessions: the session that has not ended, and reports that can be restated. */
interface SessionContents {
    /** The session that has not ended, or null. */
    @Nullable
    SessionState session() throws Exception;

    /** Sets the session. */
    void session(SessionState next) throws Exception;

    /** Remembers an id by its hash; false when the session has it already. */
    boolean add(long hash) throws Exception;

    /** The row of a view or a vital by its id, or null. */
    @Nullable
    RepeatedRow report(String id) throws Exception;

    /** Performance budget of the current report of a vital that is counted, by the id of its row, or null. */
    @Nullable
    Double budget(String id) throws Exception;

    /** Sets the row of an id and the performance budget of its current report, which may be null. */
    void report(String id, RepeatedRow row, @Nullable Double budget) throws Exception;

    /** Clears everything of the session but the vitals that have not settled. */
    void end() throws Exception;

    /** Clears everything. */
    void erase() throws Exception;

    /**
     * Removes the rows of earlier sessions that have expired at a time.
     *
     * @param sessionStart start of the current session, epoch milliseconds; rows of it are kept
     * @return when the next of the others expires, or null when there is none
     */
    @Nullable
    Long sweep(ReportRule rule, long at, long sessionStart) throws Exception;

    /** Whether a timer at a time is needed because there is no earlier one; it is remembered then. */
    boolean needsTimer(long at) throws Exception;

    /** Whether the timer is due at the time of a timer; it is forgotten then. */
    boolean isDue(long timestamp) throws Exception;
}
