package io.convergence.jobs.connect;

import static io.convergence.jobs.codec.Samples.NOON;
import static io.convergence.jobs.codec.Samples.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.convergence.VerdictRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class MeasuredConnectionsIT {
    private static final Table<VerdictRecord> TABLE = VerdictsTable.table();
    private static final String PREFIX = "sink.table.convergence_verdicts.";

    private final Store store = Store.create();
    private final CountedGroup group = new CountedGroup();
    private final StatementMetrics metrics = new StatementMetrics(group, TABLE.name());

    @Test
    void statementsTellWhatTheyWroteWhatWasStaleAndWhetherTheyFailed() throws Exception {
        try (MeasuredConnections connections = new MeasuredConnections(
                new SimpleJdbcConnectionProvider(PostgresConnections.options(store.settings())), metrics)) {
            write(connections.getOrEstablishConnection(), confirmed("a", NOON), confirmed("b", NOON));
            assertCounts(1, 2, 0, 0);
            write(connections.getOrEstablishConnection(), confirmed("a", NOON - 10_000), confirmed("b", NOON + 10_000));
            assertCounts(2, 3, 1, 0);

            store.execute("DROP TABLE convergence_verdicts");
            assertThatThrownBy(() -> write(connections.getOrEstablishConnection(), confirmed("a", NOON + 20_000)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("convergence_verdicts");
            assertCounts(2, 3, 1, 1);
            assertThat(connections.isConnectionValid()).isTrue();
        }
    }

    private void assertCounts(long statements, long written, long stale, long failures) {
        assertThat(group.count(PREFIX + "statements")).isEqualTo(statements);
        assertThat(group.count(PREFIX + "rows_written")).isEqualTo(written);
        assertThat(group.count(PREFIX + "rows_stale")).isEqualTo(stale);
        assertThat(group.count(PREFIX + "statement_failures")).isEqualTo(failures);
        assertThat(group.count(PREFIX + "statement_seconds_count")).isEqualTo(statements);
        assertThat(group.count(PREFIX + "le.+Inf.statement_seconds_bucket")).isEqualTo(statements);
    }

    /** Executes a batch as the connector does. */
    private void write(Connection connection, VerdictRecord... verdicts) throws SQLException {
        List<Row> rows = Stream.of(verdicts).map(TABLE::row).toList();
        try (PreparedStatement statement = connection.prepareStatement(TABLE.upsert())) {
            new RowBatchStatement(TABLE).accept(statement, rows);
            metrics.filled(rows.size());
            statement.addBatch();
            statement.executeBatch();
        }
    }
}
