package io.convergence.jobs.tables;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.SloSamples.definition;
import static io.convergence.core.samples.SloSamples.report;
import static io.convergence.core.samples.SloSamples.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.SignalCodec;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.samples.SloSamples;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.jobs.postgres.Batches;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.postgres.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SloTablesTest {
    private static final int ORDERS = 20;
    private static final Store STORE = Store.create();

    @BeforeAll
    static void partitions() throws SQLException {
        assertThat(STORE.ensure("slo_snapshots", "2026-06-05", 90)).isTrue();
    }

    @BeforeEach
    void empty() throws SQLException {
        STORE.execute("TRUNCATE slos, slo_snapshots, slo_status, slo_reports, signals");
    }

    @Test
    void aSnapshotIsStoredExactly() throws SQLException {
        write(SnapshotsTable.table(), List.of(snapshot("host=a", NOON, 1, 100_000)), 1);
        assertThat(STORE.query("""
                        SELECT tenant, slo, generation, slo_group, good, bad, total, target, method, consumed,
                               remaining, windows -> '1h' ->> 'bad', windows -> '1h' ->> 'total', burn ->> '1h',
                               burn ->> '5m', observed, expected, coverage, fallback_share, status, cold_start,
                               burn_window, exhaustion_seconds, roll_off_exhaustion_seconds,
                               period_end = window_end, revision
                        FROM slo_snapshots
                        """))
                .containsExactly("acme|shop-fast|77|host=a|99960|40|100000|0.999000|Occurrences|0.400000000000|"
                        + "0.600000000000|72|5000|14.4|null|9|12|0.750000000000|0.250000000000|"
                        + "burning|f|1h|108000|null|t|1");
    }

    @Test
    void aBudgetWithoutEventsHasNoRatios() throws SQLException {
        write(SnapshotsTable.table(), List.of(SloSamples.silent()), 1);
        assertThat(STORE.query("SELECT consumed, remaining, coverage, fallback_share, exhaustion_seconds, status "
                        + "FROM slo_snapshots"))
                .containsExactly("null|null|null|null|null|no_data");
    }

    @Test
    void theHighestRevisionAndThenTheMostEventsWinInAnyOrder() throws SQLException {
        List<SloSnapshot> snapshots = List.of(
                snapshot("a", NOON, 0, 900),
                snapshot("a", NOON, 1, 800),
                snapshot("a", NOON, 1, 850),
                snapshot("a", NOON, 1, 850),
                snapshot("b", NOON, 0, 100),
                snapshot("a", NOON + 60_000, 0, 950));
        for (int seed = 0; seed < ORDERS; seed++) {
            STORE.execute("TRUNCATE slo_snapshots");
            Random random = new Random(seed);
            List<SloSnapshot> shuffled = new ArrayList<>(snapshots);
            Collections.shuffle(shuffled, random);
            write(SnapshotsTable.table(), shuffled, 1 + random.nextInt(snapshots.size()));
            assertThat(STORE.query("SELECT slo_group, revision, total FROM slo_snapshots"))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder("a|1|850", "b|0|100", "a|0|950");
        }
    }

    @Test
    void theStatusIsTheLatestSnapshotInAnyOrder() throws SQLException {
        List<SloSnapshot> snapshots = List.of(
                snapshot("a", NOON, 7, 999),
                snapshot("a", NOON + 60_000, 0, 900),
                snapshot("a", NOON + 60_000, 1, 800),
                snapshot("a", NOON + 60_000, 1, 850),
                snapshot("b", NOON - 600_000, 3, 100));
        for (int seed = 0; seed < ORDERS; seed++) {
            STORE.execute("TRUNCATE slo_status");
            Random random = new Random(seed);
            List<SloSnapshot> shuffled = new ArrayList<>(snapshots);
            Collections.shuffle(shuffled, random);
            write(StatusTable.table(), shuffled, 1 + random.nextInt(snapshots.size()));
            // A restored job writes what it has written before.
            write(StatusTable.table(), shuffled.subList(0, 1 + random.nextInt(snapshots.size())), 1);
            assertThat(status())
                    .as("seed %d", seed)
                    .containsExactly("a|" + (NOON + 60_000) + "|1|850", "b|" + (NOON - 600_000) + "|3|100");
        }
    }

    @Test
    void theStatusIsFilledFromSnapshotsUnlessItIsAsNew() throws SQLException {
        List<SloSnapshot> snapshots = List.of(
                snapshot("", NOON, 0, 10),
                snapshot("", NOON + 60_000, 0, 11),
                snapshot("a", NOON - 60_000, 2, 20),
                snapshot("a", NOON, 1, 21),
                snapshot("b", NOON, 0, 30));
        write(SnapshotsTable.table(), snapshots, 10);
        write(StatusTable.table(), List.of(snapshot("b", NOON + 60_000, 0, 31), snapshot("a", NOON, 0, 19)), 10);

        assertThat(STORE.query("SELECT fill_slo_status()")).containsExactly("2");
        assertThat(status())
                .containsExactly(
                        "|" + (NOON + 60_000) + "|0|11", "a|" + NOON + "|1|21", "b|" + (NOON + 60_000) + "|0|31");
        assertThat(STORE.query("SELECT fill_slo_status()")).containsExactly("0");
        assertThat(
                        STORE.query(
                                "SELECT count(*) FROM slo_status AS t JOIN slo_snapshots AS s "
                                        + "USING (tenant, slo, generation, slo_group, window_end) WHERE to_jsonb(t) = to_jsonb(s) - 'resolution_seconds'"))
                .containsExactly("2");
    }

    private static List<String> status() throws SQLException {
        return STORE.query("SELECT slo_group, extract(epoch FROM window_end)::bigint * 1000, revision, total "
                + "FROM slo_status ORDER BY slo_group");
    }

    @Test
    void aReportOfMoreMinutesAndThenMoreEventsWins() throws SQLException {
        write(
                ReportsTable.table(),
                List.of(
                        report(ReportKind.DAY, 700, 100_000),
                        report(ReportKind.DAY, 1440, 100_000),
                        report(ReportKind.DAY, 1440, 90_000),
                        report(ReportKind.WEEK, 1440, 40_000)),
                1);
        assertThat(STORE.query("""
                        SELECT kind, observed_minutes, total, compliance, consumed, remaining, met, worst_burn,
                               worst_burn_at < period_end, attribution -> 'page' ->> '/cart',
                               labels -> 'team' ->> 1, notification_targets -> 'page-1h' ->> 0
                        FROM slo_reports
                        ORDER BY kind
                        """))
                .containsExactly(
                        "day|1440|100000|0.999500000000|0.500000000000|0.500000000000|t|15.000000000000|t|30|shop|pager",
                        "week|1440|40000|0.998750000000|1.250000000000|-0.250000000000|f|15.000000000000|t|30|shop|pager");
    }

    @Test
    void theLastDefinitionWinsAndARemovalLeavesTheName() throws SQLException {
        write(
                SlosTable.table(),
                List.of(
                        new SloUpdate("acme", "a", NOON, 1, definition("a")),
                        new SloUpdate("acme", "a", Long.MIN_VALUE, 1, definition("a")),
                        new SloUpdate("acme", "b", Long.MIN_VALUE, 1, definition("b")),
                        new SloUpdate("acme", "b", NOON, 1, null)),
                1);
        assertThat(STORE.query("""
                        SELECT slo, effective_from IS NULL, removed, service, generation, source, target, period,
                               rolling, method, slice_target, slice_seconds, no_data,
                               tiers -> 'page-1h' ->> 'factor', sli -> 'group_by' ->> 0, runbook_url, url,
                               labels -> 'team' ->> 0, notification_targets -> 'page-1h' ->> 0, min_events
                        FROM slos
                        ORDER BY slo
                        """))
                .containsExactly(
                        "a|t|f|shop|77|rum|0.999000|30d|t|Occurrences|null|null|ignore|72/5|host|"
                                + "https://runbooks.example/shop|null|web|pager|null",
                        "b|f|t|null|null|null|null|null|null|null|null|null|null|null|null|null|null|null|null|null");
    }

    @Test
    void aBurnSignalHasNoAppAndNoHost() throws SQLException {
        write(
                SignalsTable.table(new SignalCodec(Thresholds.DEFAULTS, SignalLinks.NONE)),
                List.of(SloSamples.burn(
                        "shop-fast", "", SignalStatus.FIRING, SignalReason.THRESHOLD, SloSamples.evidence())),
                1);
        assertThat(STORE.query("SELECT plane, kind, severity, app, host, service, slo, slo_group, tier, "
                        + "evidence -> 'long' ->> 'bad', slo_labels ->> 'team', notification_targets FROM signals"))
                .containsExactly("slo|slo.burn_rate|critical|null|null|shop|shop-fast||page-1h|125|web,shop|pager");
    }

    private static <T> void write(Table<T> table, List<T> elements, int batchRows) throws SQLException {
        Batches<T> batches = new Batches<>(table, batchRows);
        for (T element : elements) {
            batches.add(element);
        }
        for (List<Row> batch : batches.end()) {
            STORE.write(table, batch);
        }
    }
}
