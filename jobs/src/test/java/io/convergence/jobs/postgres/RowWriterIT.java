package io.convergence.jobs.postgres;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.settings.SinkSettings;
import io.convergence.jobs.tables.TransitionsTable;
import io.convergence.jobs.tables.VerdictsTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class RowWriterIT {
    private static final Table<VerdictRecord> VERDICTS = VerdictsTable.table();
    private static final String PREFIX = "sink.table.convergence_verdicts.";
    private static final SinkSettings SINK = new SinkSettings(1, 3, 1_000, 5);

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
    private final TestProcessingTimeService clock = new TestProcessingTimeService();

    @Test
    void statementsTellWhatTheyWroteAndWhatWasStale() throws Exception {
        try (RowWriter<VerdictRecord> writer = writer(VERDICTS, List.of())) {
            write(writer, VERDICTS, confirmed("a", NOON), confirmed("b", NOON));
            assertCounts(1, 2, 0, 0);
            write(writer, VERDICTS, confirmed("a", NOON - 10_000), confirmed("b", NOON + 10_000));
            assertCounts(2, 3, 1, 0);
            assertThat(writer.snapshotState(1)).isEmpty();
        }
    }

    @Test
    void whatTheDatabaseWillNeverTakeStopsTheWriter() throws Exception {
        try (RowWriter<VerdictRecord> writer = writer(VERDICTS, List.of())) {
            store.execute("DROP TABLE convergence_verdicts");
            assertThatThrownBy(() -> write(writer, VERDICTS, confirmed("a", NOON)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("rows of convergence_verdicts cannot be written");
            assertCounts(0, 0, 0, 1);
        }
    }

    @Test
    void rowsWaitOverCheckpointsWhileTheDatabaseIsAwayAndAreWrittenWhenItIsBack() throws Exception {
        try (RowWriter<VerdictRecord> writer = writer(VERDICTS, List.of())) {
            write(writer, VERDICTS, confirmed("a", NOON));
            store.close();
            write(writer, VERDICTS, confirmed("a", NOON + 10_000), confirmed("b", NOON));
            write(writer, VERDICTS, confirmed("c", NOON), confirmed("d", NOON), confirmed("a", NOON + 20_000));
            writer.flush(false);
            assertThat(writer.snapshotState(1))
                    .singleElement()
                    .satisfies(rows -> assertThat(rows).hasSize(4));
            clock.advance(1_000);
            assertThat(writer.snapshotState(2)).isNotEmpty();

            store.open();
            clock.advance(1_999);
            assertThat(writer.snapshotState(3)).isNotEmpty();
            clock.advance(1);

            assertThat(writer.snapshotState(4)).isEmpty();
            writer.flush(true);
            assertThat(verdicts()).containsExactly("a|20", "b|0", "c|0", "d|0");
            assertThat(clock.getNumActiveTimers()).isZero();
        }
    }

    @Test
    void aWriterGoesOnWithWhatWasHeldAndPutsItBeforeNothingNewer() throws Exception {
        Collection<List<Row>> held;
        BufferedRowsSerializer<VerdictRecord> bytes = new BufferedRowsSerializer<>(VERDICTS);
        try (RowWriter<VerdictRecord> first = writer(VERDICTS, List.of())) {
            store.close();
            write(first, VERDICTS, confirmed("a", NOON), confirmed("b", NOON));
            held = new ArrayList<>();
            for (List<Row> rows : first.snapshotState(1)) {
                held.add(bytes.deserialize(bytes.getVersion(), bytes.serialize(rows)));
            }
        }
        store.open();
        try (RowWriter<VerdictRecord> other = writer(VERDICTS, List.of())) {
            write(other, VERDICTS, confirmed("a", NOON + 10_000));
        }
        try (RowWriter<VerdictRecord> restored = writer(VERDICTS, held)) {
            clock.advance(0);
            assertThat(restored.snapshotState(1)).isEmpty();
            assertThat(verdicts()).containsExactly("a|10", "b|0");
        }
    }

    @Test
    void moreThanItMayHoldStopsTheWriterAndSoDoesTheEnd() throws Exception {
        store.close();
        try (RowWriter<VerdictRecord> writer = writer(VERDICTS, List.of())) {
            write(writer, VERDICTS, verdicts("a", "b", "c", "d", "e"));
            assertThatThrownBy(() -> writer.flush(true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("away at the end");
            assertThatThrownBy(() -> write(writer, VERDICTS, confirmed("f", NOON)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than 5 rows of convergence_verdicts");
        }
    }

    @Test
    void daysAreMadeWhenTheDatabaseIsBack() throws Exception {
        Table<VerdictRecord> transitions = TransitionsTable.table();
        try (RowWriter<VerdictRecord> writer = writer(transitions, List.of())) {
            store.close();
            write(writer, transitions, confirmed("a", NOON), confirmed("b", NOON - 86_400_000));
            store.open();
            clock.advance(1_000);

            assertThat(store.query("SELECT app FROM convergence_transitions ORDER BY app"))
                    .containsExactly("a");
            assertThat(group.count("sink.table.convergence_transitions.rows_expired"))
                    .isEqualTo(1);
        }
    }

    @Test
    void rowsOfATableThatHasChangedAreRefused() throws Exception {
        byte[] held = new BufferedRowsSerializer<>(VERDICTS).serialize(List.of(VERDICTS.row(confirmed("a", NOON))));
        Table<VerdictRecord> changed = new Table<>(
                VERDICTS.name(),
                VERDICTS.key(),
                VERDICTS.others().subList(1, VERDICTS.others().size()),
                ConflictRule.last(),
                null);
        assertThatThrownBy(() -> new BufferedRowsSerializer<>(changed).deserialize(1, held))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("have other columns");
    }

    private RowWriter<VerdictRecord> writer(Table<VerdictRecord> table, Collection<List<Row>> held) {
        StatementMetrics metrics = new StatementMetrics(group, table.name());
        TableConnection<VerdictRecord> connection =
                new TableConnection<>(table, store.settings(), DayPartitions.of(table, 1), metrics);
        return new RowWriter<>(table, connection, SINK, clock, metrics, held);
    }

    private static VerdictRecord[] verdicts(String... apps) {
        return Stream.of(apps).map(app -> confirmed(app, NOON)).toArray(VerdictRecord[]::new);
    }

    private static void write(RowWriter<VerdictRecord> writer, Table<VerdictRecord> table, VerdictRecord... verdicts)
            throws IOException {
        writer.write(Stream.of(verdicts).map(table::row).toList(), CONTEXT);
    }

    /** Each app, and how many seconds after noon its verdict is of. */
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
