package io.convergence.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.ReplaySettings;
import io.convergence.jobs.settings.SettingsSamples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SQL functions that compare and swap the rows of a replay, on rows of one day and of the days before and after it. */
class ReplayFunctionsTest {
    private static final AtomicInteger ROLES = new AtomicInteger();
    private static final String SPAN = "'2026-06-05T00:00Z', '2026-06-06T00:00Z'";
    private static final Instant SETTLED = Instant.parse("2026-06-06T00:12:00Z");

    private final Store store = Store.create();
    private final ReplaySettings replay = Objects.requireNonNull(SettingsSamples.settings(
                    "replay.epoch", "e",
                    "replay.from", "2026-06-05T00:00:00Z",
                    "replay.until", "2026-06-06T00:00:00Z",
                    "replay.warm-up", "8 d",
                    "rum.error-rate", "0.2")
            .replay());
    private final PostgresSettings within = store.settings().within(replay.schema());

    @BeforeEach
    void createAFinishedReplay() throws Exception {
        Migrations.apply(within, replay.schema());
        ReplayRun.claim(within, replay, new ReplayRun.Beginning(false, null));
        ReplayRun.end(within, SETTLED.toEpochMilli());
        for (String schema : new String[] {"public", "replay_e"}) {
            for (String day : new String[] {"2026-06-04", "2026-06-06"}) {
                in(schema, "SELECT ensure_day_partition('slo_snapshots', '" + day + "', 90)");
                in(schema, "SELECT ensure_day_partition('rum_minutes', '" + day + "', 90)");
            }
        }
        // Live results have reached the time at which the span is settled.
        minute("public", "2026-06-06T00:12Z", 1);
    }

    @Test
    void theReplayIsRecorded() throws SQLException {
        assertThat(store.query("SELECT epoch, warm_from AT TIME ZONE 'UTC', options, reached = settled_at "
                        + "FROM replay_e.convergence_replay"))
                .containsExactly("e|2026-05-28 00:00:00|{\"rum.error-rate\": \"0.2\"}|t");
    }

    @Test
    void aMinuteOfTheSpanIsReplacedAndOneBeyondItIsNot() throws SQLException {
        replayedDay();
        minute("replay_e", "2026-06-05T00:00Z", 5);
        minute("replay_e", "2026-06-06T00:00Z", 6);
        assertThat(compare()).contains("rum_minutes|0|1|0|0|0");
        assertThat(swap()).contains("rum_minutes|0|1");
        assertThat(store.query("SELECT views FROM rum_minutes ORDER BY minute")).containsExactly("5", "1");
        assertThat(compare()).contains("rum_minutes|0|0|0|1|0");
    }

    @Test
    void tenantsAndBranchesThatTheReplayLeftOutAreIgnored() throws SQLException {
        replayedDay();
        in("public", "SELECT ensure_day_partition('rum_minutes', '2026-06-05', 90)");
        minute("public", "2026-06-05T12:00Z", 5);
        store.execute("UPDATE rum_minutes SET tenant = 'globex' WHERE minute = '2026-06-05T12:00Z'");
        store.execute("UPDATE replay_e.convergence_replay SET tenants = '{acme,initech}'");
        assertThat(compare()).contains("rum_minutes|0|0|0|0|0");
        assertThat(swap()).contains("rum_minutes|0|0").hasSize(5);

        store.execute("UPDATE replay_e.convergence_replay SET tenants = '{}', branches = '{slo}'");
        assertThat(swap()).containsExactly("slo_snapshots|0|0", "slo_reports|0|0");
        assertThat(store.query("SELECT views FROM rum_minutes ORDER BY minute")).containsExactly("5", "1");
    }

    @Test
    void aDayWithoutALiveRowGetsItsPartitionAndNoneIsDropped() throws SQLException {
        replayedDay();
        store.execute("CREATE TABLE rum_minutes_y2020m01d01 PARTITION OF rum_minutes "
                + "FOR VALUES FROM ('2020-01-01T00:00Z') TO ('2020-01-02T00:00Z')");
        minute("replay_e", "2026-06-05T12:00Z", 5);
        assertThat(swap()).contains("rum_minutes|0|1");
        assertThat(store.query("SELECT partition FROM day_partitions('rum_minutes') ORDER BY 1"))
                .contains("rum_minutes_y2020m01d01", "rum_minutes_y2026m06d05");
    }

    @Test
    void pageViewsAreNotReplacedByAReplayThatDidNotStoreThem() throws SQLException {
        store.execute(
                "UPDATE replay_e.convergence_replay SET options = options || '{\"store.rum-minutes\": \"none\"}'");
        List<String> live = store.query("SELECT views FROM rum_minutes ORDER BY minute");

        assertThat(compare()).noneMatch(row -> row.startsWith("rum_minutes"));
        assertThat(swap()).noneMatch(row -> row.startsWith("rum_minutes"));
        assertThat(store.query("SELECT views FROM rum_minutes ORDER BY minute")).isEqualTo(live);
    }

    @Test
    void judgedMinutesAreReplacedUnlessTheReplayDidNotStoreThem() throws SQLException {
        in("public", "SELECT ensure_day_partition('convergence_minutes', '2026-06-05', 90)");
        judged("public", "live", "2026-06-05T12:00Z");
        judged("public", "both", "2026-06-05T12:01Z");
        store.execute("UPDATE replay_e.convergence_replay SET options = options || '{\"store.minutes\": \"false\"}'");
        assertThat(compare()).noneMatch(row -> row.startsWith("convergence_minutes"));
        assertThat(swap()).noneMatch(row -> row.startsWith("convergence_minutes"));
        assertThat(store.query("SELECT app FROM convergence_minutes")).containsExactlyInAnyOrder("live", "both");

        store.execute("UPDATE replay_e.convergence_replay SET options = options - 'store.minutes'");
        in("replay_e", "SELECT ensure_day_partition('convergence_minutes', '2026-06-05', 90)");
        judged("replay_e", "both", "2026-06-05T12:01Z");
        judged("replay_e", "replayed", "2026-06-05T00:00Z");
        assertThat(compare()).contains("convergence_minutes|1|1|0|1|0");
        assertThat(swap()).contains("convergence_minutes|2|2");
        assertThat(store.query("SELECT app FROM convergence_minutes")).containsExactlyInAnyOrder("both", "replayed");
    }

    @Test
    void rowsThatExistOnlyLiveAreRemoved() throws SQLException {
        replayedDay();
        in("public", "SELECT ensure_day_partition('rum_minutes', '2026-06-05', 90)");
        minute("public", "2026-06-05T12:00Z", 5);
        assertThat(compare()).contains("rum_minutes|1|0|0|0|0");
        assertThat(store.query("SELECT table_name, live ->> 'views', replayed FROM convergence_replay_differences('e', "
                        + SPAN + ")"))
                .containsExactly("rum_minutes|5|null");
        assertThat(swap()).contains("rum_minutes|1|0");
    }

    @Test
    void aBudgetWhosePeriodBeganBeforeTheWarmUpIsKept() throws SQLException {
        replayedDay();
        in("public", "SELECT ensure_day_partition('slo_snapshots', '2026-06-05', 90)");
        for (String slo : new String[] {"week", "month", "mixed"}) {
            snapshot("public", slo, "2026-06-05T12:00Z", slo.equals("month") ? 30 : 7, "1h", 100);
            snapshot("replay_e", slo, "2026-06-05T12:00Z", slo.equals("month") ? 30 : 7, "1h", 50);
        }
        // One boundary with a window longer than the warm-up is enough to keep all rows of the objective.
        snapshot("public", "mixed", "2026-06-05T12:01Z", 1, "14d", 100);
        snapshot("replay_e", "mixed", "2026-06-05T12:01Z", 1, "14d", 50);
        // Without a replayed row there is no replacement for the live one.
        snapshot("public", "removed", "2026-06-05T12:00Z", 7, "1h", 100);

        assertThat(compare()).contains("slo_snapshots|0|0|1|0|4");
        assertThat(swap()).contains("slo_snapshots|1|1");
        assertThat(store.query("SELECT slo, total FROM slo_snapshots ORDER BY slo, window_end"))
                .containsExactly("mixed|100", "mixed|100", "month|100", "removed|100", "week|50");
    }

    @Test
    void minutesThatAreThinnedLiveAreNoDifferencesAndAreThinnedAgainAfterASwap() throws SQLException {
        replayedDay();
        in("public", "SELECT ensure_day_partition('slo_snapshots', '2026-06-05', 90)");
        for (int minute = 1; minute <= 6; minute++) {
            snapshot("replay_e", "week", "2026-06-05T12:0" + minute + "Z", 7, "1h", minute == 6 ? 50 : 100);
        }
        // The live rows of the 5 minutes until 12:05 are thinned to one; that of 12:06 differs.
        snapshot("public", "week", "2026-06-05T12:05Z", 7, "1h", 100);
        store.execute("UPDATE slo_snapshots SET resolution_seconds = 300");
        snapshot("public", "week", "2026-06-05T12:06Z", 7, "1h", 100);
        store.execute("UPDATE slo_thinning SET last_tenant = 'acme', thinned_until = CASE resolution_seconds "
                + "WHEN 300 THEN timestamptz '2026-06-06T00:00Z' ELSE timestamptz '2026-06-03T00:00Z' END");

        assertThat(compare()).contains("slo_snapshots|0|0|1|1|0");
        assertThat(swap()).contains("slo_snapshots|2|6");
        assertThat(compare()).contains("slo_snapshots|0|0|0|6|0");
        assertThat(
                        store.query(
                                "SELECT resolution_seconds, thinned_until AT TIME ZONE 'UTC', last_tenant FROM slo_thinning ORDER BY 1"))
                .containsExactly("300|2026-06-05 12:00:00|", "3600|2026-06-03 00:00:00|acme");
    }

    @Test
    void reportsBelongToTheSpanInWhichTheyEndAndNeedAnHourBeforeTheirStart() throws SQLException {
        for (String slo : new String[] {"known", "removed"}) {
            store.execute("INSERT INTO replay_e.slos (tenant, slo, removed) VALUES ('acme', '" + slo + "', "
                    + slo.equals("removed") + ")");
            report("public", slo, "2026-06-05T00:00Z", "2026-06-06T00:00Z", 100);
            report("replay_e", slo, "2026-06-05T00:00Z", "2026-06-06T00:00Z", 50);
        }
        // One report ends before the span; the other begins too early to have been read completely.
        report("public", "known", "2026-06-04T00:00Z", "2026-06-05T00:00Z", 100);
        report("replay_e", "known", "2026-06-04T00:00Z", "2026-06-05T00:00Z", 50);
        report("public", "known", "2026-05-28T00:30Z", "2026-06-05T12:00Z", 100);
        report("replay_e", "known", "2026-05-28T00:30Z", "2026-06-05T12:00Z", 50);

        assertThat(compare()).contains("slo_reports|0|0|1|0|2");
        assertThat(swap()).contains("slo_reports|1|1");
        assertThat(store.query("SELECT slo, period_start AT TIME ZONE 'UTC', total FROM slo_reports ORDER BY 1, 2"))
                .containsExactly(
                        "known|2026-05-28 00:30:00|100",
                        "known|2026-06-04 00:00:00|100",
                        "known|2026-06-05 00:00:00|50",
                        "removed|2026-06-05 00:00:00|100");
    }

    @Test
    void anUnknownEpochIsReportedWithTheKnownOnes() {
        refused(() -> store.query("SELECT convergence_replay_compare('other', " + SPAN + ")"))
                .hasMessageContaining("there is no replay other; there are: e");
        refused(() -> store.query("SELECT convergence_replay_swap('other', " + SPAN + ")"))
                .hasMessageContaining("there is no replay other; there are: e");
        refused(() -> store.query("SELECT convergence_replay_drop('other')"))
                .hasMessageContaining("there is no replay other");
    }

    @Test
    void aSpanBeyondThatOfTheReplayIsRefused() {
        refused(() -> store.query("SELECT convergence_replay_swap('e', '2026-06-05T00:00Z', '2026-06-06T00:01Z')"))
                .hasMessageContaining("lies outside of that of replay e");
        refused(() -> store.query("SELECT convergence_replay_compare('e', '2026-06-05T00:00Z', '2026-06-05T00:00Z')"))
                .hasMessageContaining("is empty or");
    }

    @Test
    void anUnfinishedOrIncompleteReplayIsRefused() throws Exception {
        ReplayRun.end(within, SETTLED.toEpochMilli() - 1);
        refused(this::swap).hasMessageContaining("heartbeats are missing");
        store.execute("UPDATE replay_e.convergence_replay SET finished_at = NULL");
        refused(this::swap).hasMessageContaining("replay e has not finished");
        refused(this::compare).hasMessageContaining("replay e has not finished");
    }

    @Test
    void aSpanWhoseLiveResultsCanStillChangeIsRefused() throws SQLException {
        store.execute("DELETE FROM rum_minutes");
        refused(this::swap).hasMessageContaining("live results have not reached 2026-06-06");
    }

    @Test
    void aSearchPathThatBeginsWithTheReplayIsRefused() {
        refused(() -> in("replay_e", "SELECT convergence_replay_swap('e', " + SPAN + ")"))
                .hasMessageContaining("call this where the live tables are");
    }

    @Test
    void onlyAReplayIsDropped() throws SQLException {
        store.execute("CREATE SCHEMA replay_other");
        refused(() -> store.query("SELECT convergence_replay_drop('other')"))
                .hasMessageContaining("there is no replay other");
        store.query("SELECT convergence_replay_drop('e')");
        assertThat(store.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'replay%'"))
                .containsExactly("replay_other");
    }

    @Test
    void aReaderCannotCallTheFunctionsAndSeesOnlyItsTenantInAReplay() throws SQLException {
        String reader = "replay_reader_" + ROLES.incrementAndGet();
        minute("replay_e", "2026-06-06T00:00Z", 6);
        store.execute("CREATE ROLE " + reader);
        try {
            store.execute("GRANT USAGE ON SCHEMA replay_e TO " + reader + "; GRANT SELECT ON ALL TABLES IN SCHEMA "
                    + "replay_e TO " + reader + "; GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + reader);
            for (String call : new String[] {"compare('e', " + SPAN + ")", "swap('e', " + SPAN + ")", "drop('e')"}) {
                refused(() -> as(reader, "SELECT convergence_replay_" + call))
                        .hasMessageContaining("permission denied for function");
            }
            assertThat(as(reader, "SELECT count(*) FROM replay_e.rum_minutes")).isEqualTo("0");
            store.execute("INSERT INTO replay_e.tenant_roles VALUES ('" + reader + "', 'acme')");
            assertThat(as(reader, "SELECT count(*) FROM replay_e.rum_minutes")).isEqualTo("1");
            assertThat(as(reader, "SELECT count(*) FROM replay_e.convergence_replay"))
                    .isEqualTo("0");
        } finally {
            store.execute("DROP OWNED BY " + reader + "; DROP ROLE " + reader);
        }
    }

    @Test
    void aUrlWithASchemaIsRefused() {
        PostgresSettings elsewhere = new PostgresSettings(
                store.settings().url() + (store.settings().url().contains("?") ? "&" : "?") + "currentSchema=public",
                store.settings().user(),
                null,
                Map.of());
        assertThatThrownBy(() -> ReplayRun.isClaimed(elsewhere.within(replay.schema()), replay))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("the connection would write to the schema 'public' in place of 'replay_e'");
    }

    /** Creates the partitions of the day in the replay. */
    private void replayedDay() throws SQLException {
        in("replay_e", "SELECT ensure_day_partition('rum_minutes', '2026-06-05', 90)");
        in("replay_e", "SELECT ensure_day_partition('slo_snapshots', '2026-06-05', 90)");
    }

    private void minute(String schema, String minute, int views) throws SQLException {
        store.execute("INSERT INTO " + schema + ".rum_minutes (tenant, app, host, page, minute, views, error_views, "
                + "lcp_samples, vitals) VALUES ('acme', 'a', 'h', '/', '" + minute + "', " + views + ", 0, 0, '')");
    }

    private void judged(String schema, String app, String end) throws SQLException {
        store.execute("INSERT INTO " + schema + ".convergence_minutes (tenant, app, host, window_end, verdict, "
                + "rum_degraded, synthetic_degraded, views, error_views, lcp_samples, synthetic_samples, "
                + "synthetic_failures, rum_data, synthetic_data) VALUES ('acme', '" + app + "', 'h', '" + end
                + "', 'healthy', false, false, 20, 0, 0, 2, 0, 'sufficient', 'observed')");
    }

    private void snapshot(String schema, String slo, String end, int days, String window, int total)
            throws SQLException {
        store.execute("INSERT INTO " + schema + ".slo_snapshots (tenant, slo, generation, slo_group, window_end, "
                + "revision, good, bad, total, target, method, period_start, period_end, windows, burn, observed, "
                + "expected, fallback, status, cold_start, burn_window) VALUES ('acme', '" + slo + "', 1, '', '" + end
                + "', 0, " + total + ", 0, " + total + ", 0.9, 'Occurrences', timestamptz '" + end + "' - interval '"
                + days + " days', '" + end + "', '{\"5m\": {}, \"" + window + "\": {}}', '{}', 1, 1, 0, 'ok', false, "
                + "'1h')");
    }

    private void report(String schema, String slo, String start, String end, int total) throws SQLException {
        store.execute("INSERT INTO " + schema + ".slo_reports (tenant, slo, generation, slo_group, kind, period_start, "
                + "period_end, good, bad, total, target, method, events, bad_events, observed_minutes, breach_minutes, "
                + "worst_burn_bad, worst_burn_total, attribution) VALUES ('acme', '" + slo + "', 1, '', 'day', '"
                + start + "', '" + end + "', " + total + ", 0, " + total
                + ", 0.9, 'Occurrences', 1, 0, 1, 0, 0, 0, '{}')");
    }

    private List<String> compare() throws SQLException {
        return store.query("SELECT * FROM convergence_replay_compare('e', " + SPAN + ")");
    }

    private List<String> swap() throws SQLException {
        return store.query("SELECT * FROM convergence_replay_swap('e', " + SPAN + ")");
    }

    private void in(String schema, String sql) throws SQLException {
        try (Connection connection = PostgresConnections.open(store.settings());
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + schema);
            statement.execute(sql);
        }
    }

    /** The first column of the last result of statements that a role executes. */
    private String as(String role, String sql) throws SQLException {
        try (Connection connection = PostgresConnections.open(store.settings());
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
            boolean isResult = statement.execute(sql);
            while (!isResult) {
                isResult = statement.getMoreResults();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(SQLException.class);
    }
}
