package io.convergence.jobs.postgres;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.tables.VerdictsTable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private static final Table<VerdictRecord> VERDICTS = VerdictsTable.table();
    private static final Table<VerdictRecord> ANALYTIC =
            new Table<>("minutes", VERDICTS.key(), VERDICTS.others(), VERDICTS.conflictRule(), null, true);
    private static final long ROW_BYTES = rowBytes();

    private final BufferPool pool = new BufferPool(4 * ROW_BYTES);
    private final AtomicInteger droppedVerdicts = new AtomicInteger();
    private final AtomicInteger droppedMinutes = new AtomicInteger();
    private final BufferedRows<VerdictRecord> verdicts = new BufferedRows<>(VERDICTS, pool, droppedVerdicts::addAndGet);
    private final BufferedRows<VerdictRecord> minutes = new BufferedRows<>(ANALYTIC, pool, droppedMinutes::addAndGet);

    @Test
    void theOldestRowsOfAnalyticTablesAreDroppedFirst() {
        minutes.add(rows(ANALYTIC, "a", "b", "c"));
        verdicts.add(rows(VERDICTS, "a", "b", "c"));

        assertThat(apps(minutes)).containsExactly("c");
        assertThat(apps(verdicts)).containsExactly("a", "b", "c");
        assertThat(droppedMinutes).hasValue(2);
        assertThat(droppedVerdicts).hasValue(0);
    }

    @Test
    void aRowThatReplacesTheFirstOfItsKeyIsTheFirstUnlessThatOneMayBeWrittenAlready() {
        verdicts.add(List.of(first("a", 0), first("b", 0)));
        verdicts.add(List.of(VERDICTS.row(confirmed("a", NOON + 10_000))));
        List<Row> taken = verdicts.oldest(2);
        assertThat(taken).extracting(Row::getKind).containsExactly(RowKind.INSERT, RowKind.INSERT);

        verdicts.add(List.of(VERDICTS.row(confirmed("b", NOON + 10_000))));
        verdicts.remove(taken);
        assertThat(verdicts.all()).singleElement().satisfies(row -> {
            assertThat(row.getField(1)).isEqualTo("b");
            assertThat(row.getKind()).isEqualTo(RowKind.UPDATE_AFTER);
        });
    }

    private static Row first(String app, long millis) {
        Row row = VERDICTS.row(confirmed(app, NOON + millis));
        row.setKind(RowKind.INSERT);
        return row;
    }

    @Test
    void rowsOfOtherTablesAreDroppedWhenNoAnalyticRowIsLeft() {
        minutes.add(rows(ANALYTIC, "a"));
        verdicts.add(rows(VERDICTS, "a", "b", "c", "d", "e", "f"));

        assertThat(apps(minutes)).isEmpty();
        assertThat(apps(verdicts)).containsExactly("c", "d", "e", "f");
        assertThat(droppedVerdicts).hasValue(2);
    }

    @Test
    void aRowCountsByItsBytes() {
        String twoRowsLonger = "x".repeat((int) (2 * ROW_BYTES));
        verdicts.add(rows(VERDICTS, "a", "b", twoRowsLonger));

        assertThat(apps(verdicts)).containsExactly("b", twoRowsLonger);
        assertThat(droppedVerdicts).hasValue(1);
    }

    @Test
    void writtenRowsAndClosedBuffersFreeTheirMemory() {
        verdicts.add(rows(VERDICTS, "a", "b"));
        verdicts.remove(verdicts.oldest(2));
        minutes.add(rows(ANALYTIC, "a", "b", "c", "d"));
        assertThat(droppedMinutes).hasValue(0);
        assertThat(verdicts.bytes()).isZero();

        minutes.close();
        verdicts.add(rows(VERDICTS, "a", "b", "c", "d"));
        assertThat(droppedVerdicts).hasValue(0);
    }

    @Test
    void aRowThatIsReplacedWhileItIsWrittenIsKept() {
        verdicts.add(rows(VERDICTS, "a", "b"));
        List<Row> inFlight = verdicts.oldest(2);
        verdicts.add(List.of(VERDICTS.row(confirmed("a", NOON + 10_000))));
        verdicts.remove(inFlight);

        assertThat(verdicts.all())
                .extracting(row -> row.getField(VERDICTS.position("window_end")))
                .containsExactly(NOON + 10_000);
    }

    private static List<Row> rows(Table<VerdictRecord> table, String... apps) {
        return Stream.of(apps).map(app -> table.row(confirmed(app, NOON))).toList();
    }

    private static List<Object> apps(BufferedRows<VerdictRecord> rows) {
        return rows.all().stream()
                .map(row -> row.getField(VERDICTS.position("app")))
                .toList();
    }

    private static long rowBytes() {
        BufferedRows<VerdictRecord> one = new BufferedRows<>(VERDICTS, new BufferPool(Long.MAX_VALUE), count -> {});
        one.add(rows(VERDICTS, "a"));
        return one.bytes();
    }
}
