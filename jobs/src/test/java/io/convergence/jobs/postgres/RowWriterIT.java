package io.convergence.jobs.postgres;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.RetentionSettings;
import io.convergence.jobs.settings.Thinning;
import io.convergence.jobs.tables.TransitionsTable;
import io.convergence.jobs.tables.VerdictsTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class RowWriterIT {
    private static final Table<VerdictRecord> VERDICTS = VerdictsTable.table();
    private static final Table<VerdictRecord> TRANSITIONS = TransitionsTable.table();
    private static final String PREFIX = "sink.table.convergence_verdicts.";
    private static final long DAY = 86_400_000;
    private static final int BATCH_ROWS = 3;

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

    @Test
    void metricsCountWrittenAndStaleRows() throws Exception {
        try (RowWriter<VerdictRecord> writer = writer(VERDICTS, List.of())) {
            write(writer, VERDICTS, confirmed("a", NOON), confirmed("b", NOON));
            writer.flush(true);
            assertCounts(1, 2, 0, 0);
            write(writer, VERDICTS, confirmed("a", NOON - 10_000), confirmed("b", NOON + 10_000));
            writer.flush(true);
            assertCounts(2, 3, 1, 0);
            assertThat(writer.snapshotState(1)).isEmpty();
        }
    }

    @Test
    void firstRowsAreCopiedAndThoseWhoseKeysExistAreUpserted() throws Exception {
        Table<VerdictRecord> table = new Table<>(
                VERDICTS.name(),
                VERDICTS.key(),
                VERDICTS.others(),
                VERDICTS.conflictRule(),
                null,
                false,
                first -> true);
        try (RowWriter<VerdictRecord> writer = writer(table, List.of())) {
            write(writer, table, confirmed("b", NOON), confirmed("a", NOON));
            writer.flush(true);
            assertCounts(1, 2, 0, 0);
            assertThat(group.count(PREFIX + "rows_copied")).isEqualTo(2);

            write(writer, table, confirmed("c", NOON), confirmed("b", NOON - 10_000), confirmed("a", NOON + 10_000));
            writer.flush(true);
            assertCounts(2, 4, 1, 0);
            assertThat(group.count(PREFIX + "rows_copied")).isEqualTo(2);
            assertThat(verdicts()).containsExactly("a|10", "b|0", "c|0");
        }
    }

    @Test
    void aStatementForFirstRowsAndOneForOthersWriteABatch() throws Exception {
        Table<VerdictRecord> table = new Table<>(
                VERDICTS.name(),
                VERDICTS.key(),
                VERDICTS.others(),
                VERDICTS.conflictRule(),
                null,
                false,
                verdict -> verdict.app().equals("c"));
        try (RowWriter<VerdictRecord> writer = writer(table, List.of())) {
            write(writer, table, confirmed("a", NOON), confirmed("c", NOON), confirmed("b", NOON));
            writer.flush(true);
            assertCounts(2, 3, 0, 0);
            assertThat(group.count(PREFIX + "rows_copied")).isEqualTo(1);
            assertThat(verdicts()).containsExactly("a|0", "b|0", "c|0");
        }
    }

    @Test
    void aPermanentFailureFailsTheWriter() throws Exception {
        try (RowWriter<VerdictRecord> writer = writer(VERDICTS, List.of())) {
            store.execute("DROP TABLE convergence_verdicts");
            write(writer, VERDICTS, confirmed("a", NOON));
            assertThatThrownBy(() -> writer.flush(true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("rows of convergence_verdicts cannot be written");
            assertThatThrownBy(() -> write(writer, VERDICTS, confirmed("b", NOON)))
                    .isInstanceOf(IOException.class);
            assertCounts(0, 0, 0, 1);
        }
    }

    @Test
    void aPermanentFailureOfAnAnalyticTableIsTreatedAsAnOutage() throws Exception {
        Table<VerdictRecord> analytic =
                new Table<>(VERDICTS.name(), VERDICTS.key(), VERDICTS.others(), VERDICTS.conflictRule(), null, true);
        try (RowWriter<VerdictRecord> writer = writer(analytic, List.of())) {
            store.execute("ALTER TABLE convergence_verdicts RENAME TO hidden");
            write(writer, analytic, confirmed("a", NOON));
            assertThatThrownBy(() -> writer.flush(true)).hasMessageContaining("unavailable at the end of the input");
            writer.flush(false);

            store.execute("ALTER TABLE hidden RENAME TO convergence_verdicts");
            writer.flush(true);
            assertThat(verdicts()).containsExactly("a|0");
        }
    }

    @Test
    void rowsAreBufferedOverCheckpointsWhileTheDatabaseIsUnavailableAndWrittenAfterwards() throws Exception {
        try (RowWriter<VerdictRecord> writer = writer(VERDICTS, List.of())) {
            write(writer, VERDICTS, confirmed("a", NOON));
            writer.flush(true);
            store.close();
            write(writer, VERDICTS, confirmed("a", NOON + 10_000), confirmed("b", NOON));
            write(writer, VERDICTS, confirmed("c", NOON), confirmed("d", NOON), confirmed("a", NOON + 20_000));
            writer.flush(false);
            assertThat(writer.snapshotState(1))
                    .singleElement()
                    .satisfies(rows -> assertThat(rows).hasSize(4));
            assertThatThrownBy(() -> writer.flush(true)).hasMessageContaining("unavailable at the end of the input");

            store.open();
            writer.flush(true);

            assertThat(writer.snapshotState(2)).isEmpty();
            assertThat(verdicts()).containsExactly("a|20", "b|0", "c|0", "d|0");
        }
    }

    @Test
    void aDatabaseThatDoesNotRespondBlocksNeitherRowsNorCheckpoints() throws Exception {
        // Connections are accepted by the operating system, and nobody reads them.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PostgresSettings settings = new PostgresSettings(
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/silent", "writer", null, Map.of());
            assertTimeoutPreemptively(Duration.ofSeconds(4), () -> {
                try (RowWriter<VerdictRecord> writer = writer(VERDICTS, settings, List.of())) {
                    for (int checkpoint = 0; checkpoint < 20; checkpoint++) {
                        write(writer, VERDICTS, confirmed("app" + checkpoint, NOON));
                        writer.flush(false);
                        assertThat(writer.snapshotState(checkpoint).get(0)).hasSize(checkpoint + 1);
                    }
                }
            });
        }
    }

    @Test
    void aRowThatTheDatabaseRefusesIsCountedAndTheRowsAroundItAreWritten() throws Exception {
        try (RowWriter<VerdictRecord> writer = writer(VERDICTS, List.of())) {
            write(writer, VERDICTS, verdicts("a", "b", "x\0y", "c", "d"));
            write(writer, VERDICTS, verdicts("e"));
            writer.flush(true);
            assertThat(verdicts()).containsExactly("a|0", "b|0", "c|0", "d|0", "e|0");
            assertThat(group.count(PREFIX + "refusedRows")).isEqualTo(1);
            assertThat(writer.snapshotState(1)).isEmpty();
        }
    }

    @Test
    void aRestoredWriterContinuesWithItsBufferedRowsWhichDoNotReplaceNewerOnes() throws Exception {
        Collection<List<Row>> buffered = new ArrayList<>();
        BufferedRowsSerializer<VerdictRecord> bytes = new BufferedRowsSerializer<>(VERDICTS);
        try (RowWriter<VerdictRecord> first = writer(VERDICTS, List.of())) {
            store.close();
            write(first, VERDICTS, confirmed("a", NOON), confirmed("b", NOON));
            for (List<Row> rows : first.snapshotState(1)) {
                buffered.add(bytes.deserialize(bytes.getVersion(), bytes.serialize(rows)));
            }
        }
        store.open();
        try (RowWriter<VerdictRecord> other = writer(VERDICTS, List.of())) {
            write(other, VERDICTS, confirmed("a", NOON + 10_000));
            other.flush(true);
        }
        try (RowWriter<VerdictRecord> restored = writer(VERDICTS, buffered)) {
            restored.flush(true);
            assertThat(restored.snapshotState(1)).isEmpty();
            assertThat(verdicts()).containsExactly("a|10", "b|0");
        }
    }

    @Test
    void daysAreCreatedAfterAnOutage() throws Exception {
        try (RowWriter<VerdictRecord> writer = writer(TRANSITIONS, List.of())) {
            store.close();
            write(writer, TRANSITIONS, confirmed("a", NOON), confirmed("b", NOON - DAY));
            assertThatThrownBy(() -> writer.flush(true)).isInstanceOf(IOException.class);
            store.open();
            writer.flush(true);

            assertThat(store.query("SELECT app FROM convergence_transitions")).containsExactly("a");
            assertThat(group.count("sink.table.convergence_transitions.rows_expired"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aPartitionThatIsDroppedMeanwhileIsCreatedAgainWithoutAFailure() throws Exception {
        try (RowWriter<VerdictRecord> writer = writer(TRANSITIONS, List.of())) {
            write(writer, TRANSITIONS, confirmed("a", NOON));
            writer.flush(true);
            store.execute("DROP TABLE convergence_transitions_y2026m06d05");
            write(writer, TRANSITIONS, confirmed("b", NOON));
            writer.flush(true);

            assertThat(store.query("SELECT app FROM convergence_transitions")).containsExactly("b");
            assertThat(group.count("sink.table.convergence_transitions.statement_failures"))
                    .isZero();
        }
    }

    @Test
    void bufferedRowsOfATableThatHasGainedAColumnAreRestored() throws Exception {
        Table<VerdictRecord> earlier = new Table<>(
                VERDICTS.name(),
                VERDICTS.key(),
                VERDICTS.others().stream()
                        .filter(column -> !column.name().equals("previous_verdict"))
                        .toList(),
                VERDICTS.conflictRule(),
                null,
                false);
        byte[] stored = new BufferedRowsSerializer<>(earlier).serialize(List.of(earlier.row(confirmed("a", NOON))));

        List<Row> restored = new BufferedRowsSerializer<>(VERDICTS).deserialize(1, stored);

        Row expected = VERDICTS.row(confirmed("a", NOON));
        expected.setField(VERDICTS.position("previous_verdict"), null);
        assertThat(restored).containsExactly(expected);
        byte[] later = new BufferedRowsSerializer<>(VERDICTS).serialize(restored);
        assertThatThrownBy(() -> new BufferedRowsSerializer<>(earlier).deserialize(1, later))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("have a column previous_verdict");
    }

    private RowWriter<VerdictRecord> writer(Table<VerdictRecord> table, Collection<List<Row>> buffered) {
        return writer(table, store.settings(), buffered);
    }

    private RowWriter<VerdictRecord> writer(
            Table<VerdictRecord> table, PostgresSettings settings, Collection<List<Row>> buffered) {
        StatementMetrics metrics = new StatementMetrics(group, table.name());
        BufferedRows<VerdictRecord> rows = new BufferedRows<>(table, new BufferPool(1_000_000), metrics::dropped);
        DayPartitions days =
                DayPartitions.of(table, 1, new RetentionSettings(1, 1, 1, 1, 1, 1, 1, new Thinning(6, 72)));
        TableConnection<VerdictRecord> connection = new TableConnection<>(table, settings, days, metrics);
        return new RowWriter<>(rows, new RowWriteLoop<>(table, rows, connection, metrics, BATCH_ROWS), buffered);
    }

    private static VerdictRecord[] verdicts(String... apps) {
        return Stream.of(apps).map(app -> confirmed(app, NOON)).toArray(VerdictRecord[]::new);
    }

    private static void write(RowWriter<VerdictRecord> writer, Table<VerdictRecord> table, VerdictRecord... verdicts)
            throws IOException {
        writer.write(Stream.of(verdicts).map(table::row).toList(), CONTEXT);
    }

    /** Each app with the time of its verdict in seconds after noon. */
    private List<String> verdicts() throws Exception {
        return store.query("SELECT app, round(extract(epoch FROM window_end) - " + NOON / 1000
                + ") FROM convergence_verdicts ORDER BY app");
    }

    private void assertCounts(long statements, long written, long stale, long failures) {
        assertThat(group.count(PREFIX + "statements")).isEqualTo(statements);
        assertThat(group.count(PREFIX + "rows_written")).isEqualTo(written);
        assertThat(group.count(PREFIX + "rows_stale")).isEqualTo(stale);
        assertThat(group.count(PREFIX + "statement_failures")).isEqualTo(failures);
        assertThat(group.count(PREFIX + "statement_seconds_count")).isEqualTo(statements);
        assertThat(group.count(PREFIX + "le.+Inf.statement_seconds_bucket")).isEqualTo(statements);
    }
}
