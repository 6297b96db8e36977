package io.convergence.jobs.postgres;

import java.sql.SQLException;
import java.util.Set;

/**
 * Distinction between failures that end without a change of the statement, such as a lost connection, and permanent
 * ones, by the class of the SQLSTATE: its first two characters (PostgreSQL documentation, appendix A).
 */
final class DatabaseOutage {
    /** Connection, authorisation, rollback, resources, object state (locks), operator intervention, system errors. */
    private static final Set<String> CLASSES = Set.of("08", "28", "40", "53", "55", "57", "58");

    /** A write to a server that has become a standby. */
    private static final String READ_ONLY = "25006";

    private static final int CLASS_LENGTH = 2;

    private DatabaseOutage() {}

    /** Whether repeating the statement can succeed. */
    static boolean isCauseOf(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < CLASS_LENGTH) {
            return false;
        }
        return state.equals(READ_ONLY) || CLASSES.contains(state.substring(0, CLASS_LENGTH));
    }
}
