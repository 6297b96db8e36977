package io.convergence.jobs.postgres;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.SloSamples.MINUTE;
import static io.convergence.core.samples.SloSamples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.jobs.settings.RetentionSettings;
import io.convergence.jobs.settings.Thinning;
import io.convergence.jobs.tables.SnapshotsTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a table whose old rows are thinned are written whatever happens to the thinning. */
class ThinningWriterIT {
    private static final Table<SloSnapshot> TABLE = SnapshotsTable.table();
    private static final int MINUTES = 5;

    /** Less than the timeout of a call of the function. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final SinkWriter.Context CONTEXT = new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public Long timestamp() {
            return Long.MIN_VALUE;
        }
    };

    private final Store store = Store.create();
    private final CountedGroup group = new CountedGroup();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAISE EXCEPTION 'thinning fails'",
                "RAISE EXCEPTION 'thinning fails' USING ERRCODE = 'admin_shutdown'",
                "PERFORM pg_terminate_backend(pg_backend_pid())"
            })
    void aThinningThatFailsOrLosesItsConnectionFailsNoRows(String failure) throws Exception {
        replaceFunction(failure);
        try (RowWriter<SloSnapshot> writer = writer()) {
            for (int minute = 0; minute < MINUTES; minute++) {
                write(writer, minute);
                writer.flush(true);
            }
        }
        assertThat(store.query("SELECT count(*) FROM slo_snapshots")).containsExactly("" + MINUTES);
        assertThat(group.count("sink.table.slo_snapshots.statement_failures")).isZero();
        assertThat(group.count("sink.table.slo_snapshots.statements")).isEqualTo(MINUTES);
    }

    @Test
    void checkpointsAndTheEndOfTheInputDoNotWaitForThinning() throws Exception {
        replaceFunction("PERFORM pg_advisory_xact_lock(1)");
        try (Connection other = PostgresConnections.open(store.settings());
                Statement statement = other.createStatement();
                RowWriter<SloSnapshot> writer = writer()) {
            statement.execute("SELECT pg_advisory_lock(1)");
            write(writer, 0);
            assertTimeoutPreemptively(SHORT, () -> writer.flush(true));
            assertThat(writer.snapshotState(1)).isEmpty();
            assertThat(store.query("SELECT count(*) FROM slo_snapshots")).containsExactly("1");

            statement.execute("SELECT pg_advisory_unlock(1)");
            write(writer, 1);
            writer.flush(true);
            assertThat(store.query("SELECT count(*) FROM slo_snapshots")).containsExactly("2");
        }
        assertThat(group.count("sink.table.slo_snapshots.statement_failures")).isZero();
    }

    /** Replaces the function that thins by one with another body. */
    private void replaceFunction(String body) throws SQLException {
        store.execute("DROP FUNCTION thin_snapshots(timestamptz, integer, integer, integer, integer)");
        store.execute(
                "CREATE FUNCTION thin_snapshots(timestamptz, integer, integer) RETURNS boolean LANGUAGE plpgsql AS "
                        + "$$ BEGIN " + body + "; RETURN false; END $$");
    }

    private RowWriter<SloSnapshot> writer() {
        StatementMetrics metrics = new StatementMetrics(group, TABLE.name());
        BufferedRows<SloSnapshot> rows = new BufferedRows<>(TABLE, new BufferPool(1_000_000), metrics::dropped);
        DayPartitions days =
                DayPartitions.of(TABLE, 90, new RetentionSettings(90, 90, 90, 90, 90, 90, 90, new Thinning(6, 72)));
        TableConnection<SloSnapshot> connection = new TableConnection<>(TABLE, store.settings(), days, metrics);
        return new RowWriter<>(rows, new RowWriteLoop<>(TABLE, rows, connection, metrics, 10), List.of());
    }

    private static void write(RowWriter<SloSnapshot> writer, int minute) throws IOException {
        writer.write(List.of(TABLE.row(snapshot("", NOON + minute * MINUTE, 0, 1_000))), CONTEXT);
    }
}
