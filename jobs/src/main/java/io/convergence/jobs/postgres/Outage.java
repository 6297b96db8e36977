package io.convergence.jobs.postgres;

import java.sql.SQLException;
import java.util.Set;

/**
 * Whether a database that refused a statement is away for a while, or will refuse the statement for ever. Told by the
 * class of the SQLSTATE, its first two characters (PostgreSQL documentation, appendix A).
 */
final class Outage {
    /** Connection, credentials, rollback for others' sake, resources, locks, intervention by an operator, I/O. */
    private static final Set<String> CLASSES = Set.of("08", "28", "40", "53", "55", "57", "58");

    /** A server that has become a standby. */
    private static final String READ_ONLY = "25006";

    private static final int CLASS_LENGTH = 2;

    private Outage() {}

    /** Whether it is worth waiting. */
    static boolean isMeantBy(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() < CLASS_LENGTH) {
            return false;
        }
        return state.equals(READ_ONLY) || CLASSES.contains(state.substring(0, CLASS_LENGTH));
    }
}
