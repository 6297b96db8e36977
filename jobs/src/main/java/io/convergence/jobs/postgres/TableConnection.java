package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.PostgresSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writer of batches of rows to a table, over a connection that is opened on demand. Confined to one thread, except for
 * {@link #abort}.
 */
final class TableConnection<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableConnection.class);
    private static final int VALID_SECONDS = 1;

    private final Table<T> table;
    private final PostgresSettings postgres;
    private final RowBatchStatement parameters;
    private final RowCopy copy;
    private final @Nullable DayPartitions days;
    private final StatementMetrics metrics;

    private volatile @Nullable Connection connection;
    private @Nullable PreparedStatement statement;

    /**
     * Creates the writer without a connection.
     *
     * @param days day partitions of the table, or null when it is not partitioned
     */
    TableConnection(Table<T> table, PostgresSettings postgres, @Nullable DayPartitions days, StatementMetrics metrics) {
        this.table = table;
        this.postgres = postgres;
        this.parameters = new RowBatchStatement(table);
        this.copy = new RowCopy(table);
        this.days = days;
        this.metrics = metrics;
    }

    /**
     * Writes rows with distinct keys, except those of days that retention has dropped. A partition that another writer has
     * dropped meanwhile is ensured once more.
     *
     * @throws SQLException when the database fails or rejects the statement; unless it rejects a row, the connection is
     *     then closed
     */
    void write(List<Row> rows) throws SQLException {
        try {
            try {
                writeKept(rows);
            } catch (SQLException e) {
                if (days == null || FailureKind.of(e) != FailureKind.MISSING_PARTITION) {
                    throw e;
                }
                days.forget();
                writeKept(rows);
            }
        } catch (SQLException e) {
            metrics.failed();
            if (FailureKind.of(e) != FailureKind.REFUSED_ROW) {
                close();
            }
            throw e;
        }
    }

    /**
     * Applies retention, and thins old rows when no rows wait. Rows do not depend on it: a failure is logged and waits for
     * the next new day or minute. A connection that it breaks is closed here, so that it fails no later rows.
     */
    void maintain(boolean isIdle) {
        Connection open = connection;
        if (days == null || open == null) {
            return;
        }
        try {
            days.expire(open);
            if (isIdle) {
                days.thin(open);
            }
        } catch (SQLException e) {
            LOG.warn(
                    "expired or old rows of {} are kept until its next new day or minute: {}",
                    table.name(),
                    e.getMessage());
            closeUnlessValid(open);
        }
    }

    @Override
    public void close() {
        Connection closed = connection;
        connection = null;
        statement = null;
        if (days != null) {
            days.forget();
        }
        PostgresConnections.close(closed);
    }

    /** Ends a running statement by closing the socket. False without a connection. May be called by any thread. */
    boolean abort() {
        Connection aborted = connection;
        if (aborted != null) {
            try {
                aborted.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("a connection could not be aborted", e);
            }
        }
        return aborted != null;
    }

    private void writeKept(List<Row> rows) throws SQLException {
        Connection open = open();
        List<Row> kept = days == null ? rows : days.kept(open, rows);
        List<Row> left = copyFirst(open, kept);
        if (!left.isEmpty()) {
            PreparedStatement upsert = prepare(open);
            parameters.accept(upsert, left);
            metrics.execute(left.size(), upsert::executeUpdate);
        }
        metrics.expired(rows.size() - kept.size());
    }

    /** Copies the first rows of their keys; returns the rows that are left to the upsert. */
    private List<Row> copyFirst(Connection open, List<Row> rows) throws SQLException {
        List<Row> first = rows.stream().filter(TableConnection::isFirst).toList();
        if (first.isEmpty() || !metrics.copy(first.size(), () -> copy.write(open, first))) {
            return rows;
        }
        return first.size() == rows.size()
                ? List.of()
                : rows.stream().filter(row -> !isFirst(row)).toList();
    }

    private static boolean isFirst(Row row) {
        return row.getKind() == RowKind.INSERT;
    }

    private void closeUnlessValid(Connection used) {
        try {
            if (used.isValid(VALID_SECONDS)) {
                return;
            }
        } catch (SQLException e) {
            LOG.debug("a connection could not be tested", e);
        }
        close();
    }

    private Connection open() throws SQLException {
        Connection open = connection == null ? PostgresConnections.openForWriting(postgres) : connection;
        connection = open;
        return open;
    }

    private PreparedStatement prepare(Connection open) throws SQLException {
        PreparedStatement prepared = statement == null ? open.prepareStatement(table.upsert()) : statement;
        statement = prepared;
        return prepared;
    }
}
