package io.convergence.jobs.postgres;

import static io.convergence.core.samples.SloSamples.snapshot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.jobs.settings.RetentionSettings;
import io.convergence.jobs.settings.Thinning;
import io.convergence.jobs.tables.SnapshotsTable;
import io.convergence.kit.wait.Waiting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
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
    private static final int ORDERS = 3;
    private static final Duration LONG = Duration.ofSeconds(60);
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
                    written.add(new Written(group, end, 2 + random.nextInt(3), 60));
                }
            }
        }
        write(written);
    }

    @Test
    void theLastRowOfEachSpanRemainsAsItWasWritten() throws SQLException {
        List<String> before = store.query("SELECT to_jsonb(s) - 'resolution_seconds' FROM slo_snapshots AS s");
        thin(NEWEST);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
        assertThat(before)
                .containsAll(store.query("SELECT to_jsonb(s) - 'resolution_seconds' FROM slo_snapshots AS s"));
        assertThat(rows()).extracting(Written::resolution).contains(60L, 300L, 3600L);
    }

    @Test
    void callsOfOneBudgetAndLaterCallsGiveTheSameRows() throws SQLException {
        int calls = thin(NEWEST - DAY);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST - DAY));
        assertThat(thin(NEWEST - DAY / 3, 0, 1)).isGreaterThan(calls);
        thin(NEWEST, 0, 2);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
        assertThat(thin(NEWEST)).isEqualTo(1);
        assertThat(thin(NEWEST - DAY)).isEqualTo(1);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
    }

    @Test
    void rowsThatARestoredJobWritesAgainAreThinnedAgain() throws SQLException {
        thin(NEWEST);
        write(written);
        assertThat(rows()).hasSameSizeAs(written);
        thin(NEWEST);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
    }

    @Test
    void restatementsOfMinutesThatAreThinnedAwayAreThinnedAgainAndThoseOfRowsThatRemainAreKept() throws SQLException {
        thin(NEWEST);
        List<Written> restated = written.stream()
                .filter(row -> row.windowEnd() <= FIRST_DAY + HOUR)
                .map(row -> new Written(row.group(), row.windowEnd(), row.revision() + 1, row.resolution()))
                .toList();
        write(restated);
        thin(NEWEST);
        written.removeIf(row -> row.windowEnd() <= FIRST_DAY + HOUR);
        written.addAll(restated);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
    }

    @Test
    void theRowsThatRemainDependOnTheRowsWrittenAndNotOnTheTimesOfWritingAndThinning() throws SQLException {
        for (int seed = 0; seed < ORDERS; seed++) {
            Random random = new Random(seed);
            store.execute("TRUNCATE slo_snapshots");
            List<Written> versions = new ArrayList<>(written);
            written.stream()
                    .filter(row -> random.nextInt(4) == 0)
                    .forEach(row -> versions.add(
                            new Written(row.group(), row.windowEnd(), row.revision() - 1 - random.nextInt(2), 60)));
            Collections.shuffle(versions, random);
            while (!versions.isEmpty()) {
                List<Written> batch = versions.subList(0, Math.min(versions.size(), 200 + random.nextInt(1_000)));
                write(distinct(batch));
                batch.clear();
                for (int call = 0; call < 5; call++) {
                    thinOnce(NEWEST - random.nextInt(30) * HOUR, random.nextInt(2) * 50, 1 + random.nextInt(3));
                }
            }
            thin(NEWEST);
            assertThat(rows()).as("seed %d", seed).containsExactlyElementsOf(expected(NEWEST));
        }
    }

    @Test
    void rowsThatAreLockedDelayNeitherTheCallNorTheRowsBeforeThem() throws Exception {
        long locked = FIRST_DAY + 2 * HOUR + MINUTE;
        try (Connection other = PostgresConnections.open(store.settings());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM slo_snapshots WHERE slo_group = '' AND window_end = '"
                    + Instant.ofEpochMilli(locked) + "' FOR UPDATE");
            assertTimeoutPreemptively(LONG, () -> thin(NEWEST));
            assertThat(rows()).contains(new Written("", locked, revision("", locked), 60));
            assertThat(rows())
                    .containsAll(expected(FIRST_DAY + (2 + FIVE_MINUTE_HOURS) * HOUR).stream()
                            .filter(row -> row.resolution() == 3600)
                            .toList());
            other.rollback();
        }
        thin(NEWEST);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
    }

    @Test
    void aCallLeavesTheWorkToTheNextOneWhileOldRowsAreWritten() throws Exception {
        thin(NEWEST);
        try (Connection other = PostgresConnections.open(store.settings())) {
            other.setAutoCommit(false);
            upsert(other, written.subList(0, 50));
            assertThat(assertTimeoutPreemptively(LONG, () -> thin(NEWEST))).isEqualTo(1);
            other.commit();
        }
        assertThat(rows()).isNotEqualTo(expected(NEWEST));
        thin(NEWEST);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
    }

    @Test
    void rowsWrittenToTheHourThatACallIsWorkingOnAreThinned() throws Exception {
        // The first call stores where the next ones begin, the second finds no row up to the first midnight.
        thinOnce(NEWEST, 0, 1);
        thinOnce(NEWEST, 0, 1);
        try (Connection other = PostgresConnections.open(store.settings());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(call(NEWEST, 50, 1_000));
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                try {
                    write(written.stream()
                            .filter(row -> row.windowEnd() <= FIRST_DAY + HOUR)
                            .toList());
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Waiting.until(
                    "the writer waits for the call",
                    () -> !store.query("SELECT FROM pg_stat_activity WHERE datname = current_database() "
                                    + "AND wait_event_type = 'Lock'")
                            .isEmpty());
            other.commit();
            writer.get();
        }
        thin(NEWEST);
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
    }

    @Test
    void aWriterThinsWithEachLaterMinute() throws Exception {
        DayPartitions partitions = requireNonNull(DayPartitions.of(
                TABLE,
                90,
                new RetentionSettings(90, 90, 90, 90, 90, 90, 90, new Thinning(MINUTE_HOURS, FIVE_MINUTE_HOURS))));
        try (Connection connection = PostgresConnections.open(store.settings())) {
            int calls = 0;
            while (!rows().equals(expected(NEWEST)) && calls < 200) {
                partitions.kept(connection, List.of(TABLE.row(snapshot("", NEWEST, 0, 1))));
                partitions.thin(connection);
                calls++;
            }
        }
        assertThat(rows()).containsExactlyElementsOf(expected(NEWEST));
    }

    /** Thins completely; returns the number of calls. */
    private int thin(long reached) throws SQLException {
        return thin(reached, 200, 50);
    }

    private int thin(long reached, int millis, int budgets) throws SQLException {
        int calls = 1;
        while (thinOnce(reached, millis, budgets)) {
            calls++;
        }
        return calls;
    }

    private boolean thinOnce(long reached, int millis, int budgets) throws SQLException {
        return store.query(call(reached, millis, budgets)).get(0).equals("t");
    }

    private static String call(long reached, int millis, int budgets) {
        return "SELECT thin_snapshots('" + Instant.ofEpochMilli(reached) + "', " + MINUTE_HOURS + ", "
                + FIVE_MINUTE_HOURS + ", " + millis + ", " + budgets + ")";
    }

    private int revision(String group, long windowEnd) {
        return written.stream()
                .filter(row -> row.group().equals(group) && row.windowEnd() == windowEnd)
                .mapToInt(Written::revision)
                .max()
                .orElseThrow();
    }

    /** One row for each key, the one with the highest revision, as the sink writes them. */
    private static List<Written> distinct(List<Written> rows) {
        Map<List<Object>, Written> highest = new HashMap<>();
        rows.forEach(row -> highest.merge(
                List.of(row.group(), row.windowEnd()),
                row,
                (one, other) -> one.revision() > other.revision() ? one : other));
        return List.copyOf(highest.values());
    }

    private void upsert(Connection connection, List<Written> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE.upsert())) {
            new RowBatchStatement(TABLE).accept(statement, batch(rows));
            statement.executeUpdate();
        }
    }

    private void write(List<Written> rows) throws SQLException {
        store.write(TABLE, batch(rows));
    }

    private static List<Row> batch(List<Written> rows) {
        return rows.stream()
                .map(row -> TABLE.row(snapshot(row.group(), row.windowEnd(), row.revision(), 1000)))
                .toList();
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
