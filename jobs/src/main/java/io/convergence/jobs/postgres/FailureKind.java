package io.convergence.jobs.postgres;

import java.sql.SQLException;
import java.util.Set;

/**
 * Kind of a failed statement, which decides how the writer goes on. It is derived from the SQLSTATE (PostgreSQL
 * documentation, appendix A), mostly from its class, the first two characters.
 */
enum FailureKind {
    /** The database is unavailable or busy; the same statement can succeed later. */
    OUTAGE,
    /** The database rejects a value of a row: classes 22 (data exception) and 23 (integrity constraint violation). */
    REFUSED_ROW,
    /** No partition accepts a row, because another writer has dropped its day; or a check constraint rejects the row. */
    MISSING_PARTITION,
    /** Anything else, such as a missing table or privilege; the same statement fails until an operator intervenes. */
    PERMANENT;

    /** Connection, authorisation, rollback, resources, object state (locks), operator intervention, system errors. */
    private static final Set<String> OUTAGES = Set.of("08", "28", "40", "53", "55", "57", "58");

    private static final Set<String> REFUSALS = Set.of("22", "23");

    /** A write to a server that has become a standby. */
    private static final String READ_ONLY = "25006";

    /** {@code check_violation}, which PostgreSQL also reports for a row without a partition. */
    private static final String CHECK_VIOLATION = "23514";

    private static final int CLASS_LENGTH = 2;

    /** The kind of a failure. */
    static FailureKind of(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < CLASS_LENGTH) {
            return PERMANENT;
        }
        String stateClass = state.substring(0, CLASS_LENGTH);
        if (state.equals(CHECK_VIOLATION)) {
            return MISSING_PARTITION;
        }
        if (REFUSALS.contains(stateClass)) {
            return REFUSED_ROW;
        }
        return state.equals(READ_ONLY) || OUTAGES.contains(stateClass) ? OUTAGE : PERMANENT;
    }
}
