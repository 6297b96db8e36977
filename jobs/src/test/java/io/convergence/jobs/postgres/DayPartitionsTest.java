package io.convergence.jobs.postgres;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static io.convergence.core.samples.SloSamples.snapshot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.settings.RetentionSettings;
import io.convergence.jobs.settings.Thinning;
import io.convergence.jobs.tables.StatusTable;
import io.convergence.jobs.tables.TransitionsTable;
import io.convergence.jobs.tables.VerdictsTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class DayPartitionsTest {
    private static final long DAY = 86_400_000;
    private static final String TRANSITIONS = "convergence_transitions";

    private final Table<VerdictRecord> table = TransitionsTable.table();
    private final Store store = Store.create();

    @Test
    void aDayHasOnePartitionHoweverOftenItIsRequested() throws SQLException {
        assertThat(store.ensure("rum_minutes", "2026-06-05", 90)).isTrue();
        assertThat(store.ensure("rum_minutes", "2026-06-05", 90)).isTrue();
        assertThat(days("rum_minutes")).containsExactly("rum_minutes_y2026m06d05|2026-06-05");
    }

    @Test
    void daysAreInUtcWhateverTheTimeZoneOfTheSession() throws SQLException {
        store.execute("SET timezone = 'Pacific/Auckland'; "
                + "SELECT ensure_day_partition('convergence_transitions', '2026-06-05', 90)");
        store.write(
                table,
                List.of(
                        table.row(confirmed("first", NOON - DAY / 2)),
                        table.row(confirmed("last", NOON + DAY / 2 - 1))));
        assertThat(store.query("SELECT app FROM convergence_transitions_y2026m06d05"))
                .containsExactlyInAnyOrder("first", "last");
    }

    @Test
    void retentionIsCountedFromTheNewestDay() throws SQLException {
        for (String day : List.of("2026-06-01", "2026-06-02", "2026-06-03")) {
            assertThat(store.ensure(TRANSITIONS, day, 3)).isTrue();
        }
        assertThat(store.ensure(TRANSITIONS, "2026-06-05", 3)).isTrue();
        assertThat(days(TRANSITIONS))
                .extracting(row -> row.substring(row.indexOf('|') + 1))
                .containsExactly("2026-06-03", "2026-06-05");
    }

    @Test
    void anExpiredDayIsRefusedAndNotCreatedAgain() throws SQLException {
        assertThat(store.ensure(TRANSITIONS, "2026-06-05", 3)).isTrue();
        assertThat(store.ensure(TRANSITIONS, "2026-06-02", 3)).isFalse();
        assertThat(store.ensure(TRANSITIONS, "2026-06-03", 3)).isTrue();
        assertThat(days(TRANSITIONS)).hasSize(2);
    }

    @Test
    void concurrentCreatorsSucceed() throws Exception {
        int creators = 4;
        CyclicBarrier together = new CyclicBarrier(creators);
        ExecutorService threads = Executors.newFixedThreadPool(creators);
        try {
            Callable<Boolean> create = () -> {
                together.await();
                boolean kept = true;
                for (int day = 1; day <= 9; day++) {
                    kept &= store.ensure("rum_minutes", "2026-06-0" + day, 90);
                }
                return kept;
            };
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < creators; i++) {
                answers.add(threads.submit(create));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(days("rum_minutes")).hasSize(9);
    }

    @Test
    void aPartitionInUseStaysUntilTheNextNewDay() throws SQLException {
        assertThat(store.ensure(TRANSITIONS, "2026-06-01", 1)).isTrue();
        try (Connection reader = PostgresConnections.open(store.settings());
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM convergence_transitions");
            assertThat(store.ensure(TRANSITIONS, "2026-06-02", 1)).isTrue();
            assertThat(days(TRANSITIONS)).hasSize(2);
            reader.rollback();
        }
        assertThat(store.ensure(TRANSITIONS, "2026-06-03", 1)).isTrue();
        assertThat(days(TRANSITIONS)).hasSize(1);
    }

    @Test
    void theDaysOfABatchAreCreatedAndRowsOfExpiredDaysAreLeftOut() throws Exception {
        DayPartitions partitions = requireNonNull(
                DayPartitions.of(table, 2, new RetentionSettings(2, 2, 2, 2, 2, 2, 2, new Thinning(6, 72))));
        List<List<Row>> kept = new ArrayList<>();
        try (Connection connection = PostgresConnections.open(store.settings())) {
            for (List<Row> batch :
                    List.of(batch(NOON, NOON + DAY), batch(NOON - DAY), batch(NOON + 2 * DAY, NOON), batch(NOON))) {
                kept.add(partitions.kept(connection, batch));
            }
        }
        assertThat(kept).extracting(List::size).containsExactly(2, 0, 1, 0);
        store.write(table, kept.get(2));
        assertThat(store.query(
                        "SELECT to_char(window_end AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM convergence_transitions"))
                .containsExactly("2026-06-07");
        assertThat(days(TRANSITIONS)).hasSize(2);
    }

    @Test
    void tablesThatAreRarelyWrittenLoseTheirOldDaysWithANewDayOfAnother() throws SQLException {
        store.ensure(TRANSITIONS, "2026-06-01", 3);
        store.ensure("convergence_minutes", "2026-06-01", 3);
        store.ensure("slo_snapshots", "2026-06-03", 9);
        store.ensure("rum_minutes", "2026-06-09", 3);
        assertThat(days(TRANSITIONS)).hasSize(1);

        store.execute("SELECT expire_rows(3, 3, 3, 9, 3, 3, 3)");

        assertThat(days(TRANSITIONS)).isEmpty();
        assertThat(days("convergence_minutes")).isEmpty();
        assertThat(days("slo_snapshots")).hasSize(1);
        assertThat(days("rum_minutes")).hasSize(1);
        assertThat(store.ensure(TRANSITIONS, "2026-06-06", 3)).isFalse();
    }

    @Test
    void oldVerdictsSignalsIncidentsAndReportsAreDeleted() throws Exception {
        Table<VerdictRecord> verdicts = VerdictsTable.table();
        store.write(
                verdicts, List.of(verdicts.row(confirmed("old", NOON - DAY)), verdicts.row(confirmed("recent", NOON))));
        Table<SloSnapshot> status = StatusTable.table();
        store.write(
                status,
                List.of(status.row(snapshot("old", NOON - DAY, 0, 9)), status.row(snapshot("recent", NOON, 0, 9))));
        for (String day : List.of("2026-06-02", "2026-06-05")) {
            store.execute(
                    "INSERT INTO incidents (tenant, app, host, opened_at, updated_at, worst_verdict, views, error_views, "
                            + "missing_views, reason) VALUES ('acme', 'shop', '" + day + "', '2026-06-01', '" + day
                            + "T12:00Z', 'user_impact_confirmed', 1, 1, 0, 'recovered')");
            store.execute(
                    "INSERT INTO slo_reports (tenant, slo, generation, slo_group, kind, period_start, period_end, good, "
                            + "bad, total, target, method, events, bad_events, observed_minutes, breach_minutes, worst_burn_bad, "
                            + "worst_burn_total, attribution) VALUES "
                            + "('acme', 's', 1, '', 'day', '" + day + "T00:00Z', timestamptz '" + day
                            + "T00:00Z' + interval '1 day', 1, 0, 1, 0.9, 'Occurrences', 1, 0, 1, 0, 0, 0, '{}')");
            store.execute("INSERT INTO signals (dedup_key, episode, sequence, id, status, reason, name, plane, kind, "
                    + "severity, tenant, service, title, message, starts_at, occurred_at, evidence, replay) VALUES ('"
                    + day + "', 1, 0, 'i', 'firing', 'threshold', 'n', 'rum', 'k', 'info', 'acme', 's', 't', 'm', '"
                    + day + "T12:00Z', '" + day + "T12:00Z', '{}', false)");
        }
        DayPartitions partitions = requireNonNull(
                DayPartitions.of(table, 90, new RetentionSettings(90, 90, 90, 2, 2, 4, 3, new Thinning(6, 72))));
        try (Connection connection = PostgresConnections.open(store.settings())) {
            partitions.kept(connection, batch(NOON + DAY));
            partitions.expire(connection);
        }
        assertThat(store.query("SELECT app FROM convergence_verdicts")).containsExactly("recent");
        assertThat(store.query("SELECT slo_group FROM slo_status")).containsExactly("recent");
        assertThat(store.query("SELECT dedup_key FROM signals")).containsExactly("2026-06-05");
        assertThat(store.query("SELECT host FROM incidents")).containsExactly("2026-06-05");
        assertThat(store.query("SELECT to_char(period_start AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM slo_reports"))
                .containsExactly("2026-06-05");
    }

    private List<Row> batch(long... windowEnds) {
        List<Row> rows = new ArrayList<>();
        for (long windowEnd : windowEnds) {
            rows.add(table.row(confirmed("checkout", windowEnd)));
        }
        return rows;
    }

    private List<String> days(String parent) throws SQLException {
        return store.query("SELECT partition, day FROM day_partitions('" + parent + "') ORDER BY day");
    }
}
