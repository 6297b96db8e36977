package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.PostgresSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Writer of batches of rows to a table, over a connection that is opened on demand. */
final class TableConnection<T> implements AutoCloseable {
    private final Table<T> table;
    private final PostgresSettings postgres;
    private final RowBatchStatement parameters;
    private final @Nullable DayPartitions days;
    private final StatementMetrics metrics;

    private @Nullable Connection connection;
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
        this.days = days;
        this.metrics = metrics;
    }

    /**
     * Writes rows with distinct keys, except those of days that retention has dropped.
     *
     * @throws SQLException when the database rejects the statement; the connection is then closed
     */
    void write(List<Row> rows) throws SQLException {
        try {
            Connection open = open();
            List<Row> kept = days == null ? rows : days.kept(open, rows);
            metrics.expired(rows.size() - kept.size());
            if (!kept.isEmpty()) {
                PreparedStatement upsert = prepare(open);
                parameters.accept(upsert, kept);
                metrics.execute(upsert, kept.size());
            }
        } catch (SQLException e) {
            metrics.failed();
            close();
            throw e;
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
