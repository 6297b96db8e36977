package io.convergence.jobs.postgres;

import static io.convergence.core.samples.SloSamples.snapshot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.jobs.settings.RetentionSettings;
import io.convergence.jobs.settings.Thinning;
import io.convergence.jobs.tables.SnapshotsTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotThinningTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long FIRST_DAY = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    private static final long NEWEST = FIRST_DAY + 2 * DAY + 25 * MINUTE;
    private static final int MINUTE_HOURS = 6;
    private static final int FIVE_MINUTE_HOURS = 30;
    private static final Table<SloSnapshot> TABLE = SnapshotsTable.table();

    private final Store store = Store.create();
    private final List<Written> written = new ArrayList<>();

    /** A row of a group: its boundary, its revision, and the minutes that it stands for in seconds. */
    private record Written(String group, long windowEnd, int revision, long resolution) {}

    @BeforeEach
    void writeRows() throws SQLException {
        for (String day : List.of("2026-06-01", "2026-06-02", "2026-06-03")) {
            store.ensure("slo_snapshots", day, 90);
        }
        Random random = new Random(15);
        for (long end = FIRST_DAY + MINUTE; end <= NEWEST; end += MINUTE) {
            for (String group : List.of("", "host=a", "host=b")) {
                // The second group is written at times only, the third in most minutes, the first in all.
                int share = group.isEmpty() ? 10 : group.equals("host=a") ? 1 : 8;
                if (random.nextInt(10) < share) {
                    written.add(new Written(group, end, random.nextInt(3), 60));
                }
            }
        }
        write(written);
    }

    @Test
    void theLastRowOfEachSpanRemainsAsItWasWritten() throws SQLException {
        List<String> before = store.query("SELECT to_jsonb(s) - 'resolution_seconds' FROM slo_snapshots AS s");
        thin(NEWEST, 50_000);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
        assertThat(before)
                .containsAll(store.query("SELECT to_jsonb(s) - 'resolution_seconds' FROM slo_snapshots AS s"));
        assertThat(rows()).extracting(Written::resolution).contains(60L, 300L, 3600L);
    }

    @Test
    void smallStepsAndLaterCallsGiveTheSameRows() throws SQLException {
        assertThat(thin(NEWEST - DAY, 7)).isGreaterThan(10);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST - DAY));
        thin(NEWEST - DAY / 3, 11);
        thin(NEWEST, 13);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
        assertThat(thin(NEWEST, 13)).isEqualTo(1);
        assertThat(thin(NEWEST - DAY, 13)).isEqualTo(1);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
    }

    @Test
    void rowsThatARestoredJobWritesAgainDoNotReplaceThoseThatRemain() throws SQLException {
        thin(NEWEST - DAY, 50_000);
        write(written);
        assertThat(rows()).hasSameSizeAs(written);
        thin(NEWEST + FIVE_MINUTE_HOURS * HOUR, 50_000);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST + FIVE_MINUTE_HOURS * HOUR));
    }

    @Test
    void aWriterThinsWithEachLaterMinute() throws Exception {
        DayPartitions partitions = requireNonNull(DayPartitions.of(
                TABLE,
                90,
                new RetentionSettings(90, 90, 90, 90, 90, 90, 90, new Thinning(MINUTE_HOURS, FIVE_MINUTE_HOURS))));
        try (Connection connection = PostgresConnections.open(store.settings())) {
            int calls = 0;
            while (!rows().equals(expected(NEWEST)) && calls < 10) {
                partitions.kept(connection, List.of(TABLE.row(snapshot("", NEWEST, 0, 1))));
                partitions.expire(connection);
                calls++;
            }
        }
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
    }

    private int thin(long reached, int most) throws SQLException {
        int calls = 1;
        while (store.query("SELECT thin_snapshots('" + Instant.ofEpochMilli(reached) + "', " + MINUTE_HOURS + ", "
                        + FIVE_MINUTE_HOURS + ", " + most + ")")
                .get(0)
                .equals("t")) {
            calls++;
        }
        return calls;
    }

    private void write(List<Written> rows) throws SQLException {
        List<Row> batch = rows.stream()
                .map(row -> TABLE.row(snapshot(row.group(), row.windowEnd(), row.revision(), 1000)))
                .toList();
        store.write(TABLE, batch);
    }

    private List<Written> rows() throws SQLException {
        return store
                .query("SELECT slo_group, extract(epoch FROM window_end)::bigint * 1000, revision, resolution_seconds "
                        + "FROM slo_snapshots ORDER BY slo_group, window_end")
                .stream()
                .map(row -> row.split("\\|"))
                .map(row ->
                        new Written(row[0], Long.parseLong(row[1]), Integer.parseInt(row[2]), Long.parseLong(row[3])))
                .toList();
    }

    /** The rows that remain at an event time: each written row is assigned to its span, and the last one of a span wins. */
    private List<Written> expected(long reached) {
        Map<List<Object>, Written> last = new HashMap<>();
        for (Written row : written) {
            long minutes = (row.windowEnd() <= floor(reached - FIVE_MINUTE_HOURS * HOUR, HOUR))
                    ? 60
                    : row.windowEnd() <= floor(reached - MINUTE_HOURS * HOUR, HOUR) ? 5 : 1;
            long span = Math.floorDiv(row.windowEnd() - 1, minutes * MINUTE);
            last.merge(
                    List.of(row.group(), minutes, span),
                    new Written(row.group(), row.windowEnd(), row.revision(), minutes * 60),
                    (one, other) -> one.windowEnd() > other.windowEnd() ? one : other);
        }
        return last.values().stream()
                .sorted(Comparator.comparing(Written::group).thenComparing(Written::windowEnd))
                .toList();
    }

    private static long floor(long millis, long length) {
        return Math.floorDiv(millis, length) * length;
    }
}
