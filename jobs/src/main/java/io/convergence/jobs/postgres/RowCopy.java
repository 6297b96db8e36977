package io.convergence.jobs.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.types.Row;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writer of first rows by {@code COPY}, which costs the database less than an upsert but cannot answer a key that exists. When
 * the database refuses the rows of a statement, none of them is written, and the next statements are left to the upsert: 4, then
 * twice as many with each refusal in a row, at most 1,024. Not thread-safe.
 */
final class RowCopy {
    private static final Logger LOG = LoggerFactory.getLogger(RowCopy.class);
    private static final int FIRST_PAUSE = 4;
    private static final int LONGEST_PAUSE = 1024;

    private final String table;
    private final String statement;
    private final CopyContent content;
    private int pause = FIRST_PAUSE;
    private int left;

    RowCopy(Table<?> table) {
        this.table = table.name();
        this.statement = table.copy();
        this.content = new CopyContent(table);
    }

    /**
     * Writes rows in the order of their keys, all or none.
     *
     * @return whether they are written; otherwise the upsert must write them
     * @throws SQLException when the database is unavailable
     */
    boolean write(Connection connection, List<Row> rows) throws SQLException {
        if (left > 0) {
            left--;
            return false;
        }
        try {
            content.set(rows);
            send(connection);
        } catch (SQLException e) {
            if (FailureKind.of(e) == FailureKind.OUTAGE) {
                throw e;
            }
            // Without the message of the database, which quotes values of the row.
            LOG.debug("the next {} statements of {} are no COPY: SQLSTATE {}", pause, table, e.getSQLState());
            left = pause;
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            return false;
        }
        pause = FIRST_PAUSE;
        return true;
    }

    private void send(Connection connection) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(content.bytes(), 0, content.length());
            copy.endCopy();
        } catch (SQLException e) {
            cancel(copy, e);
            throw e;
        }
    }

    /** Ends a copy that failed while the database still waits for rows. */
    private static void cancel(CopyIn copy, SQLException failure) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
