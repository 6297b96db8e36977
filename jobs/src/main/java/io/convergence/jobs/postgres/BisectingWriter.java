package io.convergence.jobs.postgres;

import java.sql.SQLException;
import java.util.List;
import org.apache.flink.types.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writer of buffered rows that goes on when the database refuses one of them. It halves the batch until it finds the row,
 * counts it, logs its key and drops it, so that one bad value cannot stop the rows of all tenants.
 */
final class BisectingWriter<T> {
    private static final Logger LOG = LoggerFactory.getLogger(BisectingWriter.class);

    private final Table<T> table;
    private final BufferedRows<T> buffer;
    private final TableConnection<T> connection;
    private final StatementMetrics metrics;

    BisectingWriter(Table<T> table, BufferedRows<T> buffer, TableConnection<T> connection, StatementMetrics metrics) {
        this.table = table;
        this.buffer = buffer;
        this.connection = connection;
        this.metrics = metrics;
    }

    /**
     * Writes rows and removes them from the buffer.
     *
     * @throws SQLException when the database fails for another reason than the value of a row
     */
    void write(List<Row> rows) throws SQLException {
        try {
            connection.write(rows);
        } catch (SQLException e) {
            FailureKind kind = FailureKind.of(e);
            if (kind != FailureKind.REFUSED_ROW && kind != FailureKind.MISSING_PARTITION) {
                throw e;
            }
            if (rows.size() > 1) {
                write(rows.subList(0, rows.size() / 2));
                write(rows.subList(rows.size() / 2, rows.size()));
                return;
            }
            // Without the message of the database, which quotes values of the row.
            LOG.warn(
                    "a row of {} is refused with SQLSTATE {}: {}",
                    table.name(),
                    e.getSQLState(),
                    table.describeKey(rows.get(0)));
            metrics.refused();
        }
        buffer.remove(rows);
    }
}
