package io.convergence.launcher.metrics;

import io.convergence.core.settings.Secret;
import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.kit.postgres.SqlClient;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A migrated database with rows of the last hour, as the job writes them, of the tenants {@code acme} and {@code globex}. */
final class BoardTables {
    /** Database of the rows. */
    static final String DATABASE = "boards";

    /** A host whose name and app must be quoted in a statement. */
    static final String HOST = "www.o'shop.example";

    static final String APP = "o'shop";

    private BoardTables() {}

    static SqlClient create(EmbeddedDatabase server) throws SQLException {
        server.sql().execute("CREATE DATABASE " + DATABASE);
        String url = server.jdbcUrl(DATABASE);
        Migrations.apply(new PostgresSettings(url, server.user(), new Secret(server.password()), Map.of()));
        SqlClient sql = new SqlClient(url, server.user(), server.password());
        for (String table : List.of("convergence_transitions", "convergence_minutes", "slo_snapshots")) {
            for (String day : List.of("-1 day", "0 days", "1 day")) {
                sql.query("SELECT ensure_day_partition('" + table + "', (now() AT TIME ZONE 'UTC' + interval '" + day
                        + "')::date, 400)");
            }
        }
        Instant now = Instant.now();
        sql.execute("INSERT INTO convergence_thresholds VALUES ('" + now.minusSeconds(86_400)
                + "', 900, 20, 0.1, 4000, 20, 2, 0.5, 1, 300, 3, 0.2, 0.5, 50), ('" + now.minusSeconds(600)
                + "', 900, 20, 0.2, 3000, 20, 2, 0.5, 1, 300, 3, 0.2, 0.5, 50)");
        for (String tenant : List.of("acme", "globex")) {
            verdicts(sql, tenant);
            objectives(sql, tenant);
        }
        return sql;
    }

    private static void verdicts(SqlClient sql, String tenant) throws SQLException {
        String key = "'" + tenant + "', '" + APP.replace("'", "''") + "', '" + HOST.replace("'", "''") + "', ";
        String measured = "true, true, 1204, 302, 900";
        String window = "'sufficient', 'observed', 'observed', 1190";
        String checks = "30, 22, 10, 7, 300000";
        sql.execute("INSERT INTO convergence_verdicts (tenant, app, host, window_end, window_start, verdict, "
                + "previous_verdict, rum_degraded, synthetic_degraded, views, error_views, lcp_samples, error_rate, "
                + "p75_lcp_ms, synthetic_samples, synthetic_failures, synthetic_recent_samples, "
                + "synthetic_recent_failures, synthetic_window_ms, rum_data, synthetic_data, trust, "
                + "views_previous_window, changed) VALUES (" + key + "now(), now() - interval '15 min', "
                + "'user_impact_confirmed', 'healthy', " + measured + ", 0.25, 1812.4, " + checks + ", " + window
                + ", false)");
        sql.execute("INSERT INTO convergence_transitions (tenant, app, host, window_end, window_start, verdict, "
                + "previous_verdict, rum_degraded, synthetic_degraded, views, error_views, lcp_samples, "
                + "synthetic_samples, synthetic_failures, synthetic_recent_samples, synthetic_recent_failures, "
                + "synthetic_window_ms, rum_data, synthetic_data, trust, views_previous_window) SELECT " + key
                + "now() - interval '20 min', now() - interval '35 min', 'user_impact_confirmed', "
                + "'healthy', " + measured + ", " + checks + ", " + window);
        sql.execute("INSERT INTO convergence_minutes (tenant, app, host, window_end, verdict, rum_degraded, "
                + "synthetic_degraded, views, error_views, lcp_samples, p75_lcp_ms, synthetic_samples, "
                + "synthetic_failures, rum_data, synthetic_data) SELECT " + key
                + "m, 'user_impact_confirmed', " + measured + ", 1812.4, 30, 22, 'sufficient', 'observed' "
                + "FROM generate_series(date_trunc('minute', now()) - interval '1 h', now(), interval '1 min') AS m");
    }

    private static void objectives(SqlClient sql, String tenant) throws SQLException {
        sql.execute("INSERT INTO slos (tenant, slo, removed, service, display_name, generation, source, sli, target, "
                + "period, rolling, method, no_data, tiers) VALUES ('" + tenant
                + "', 'pay', false, 'shop', 'Customers of "
                + tenant + " can pay', 7, 'rum', '{}', 0.985, '30d', true, 'Occurrences', 'ignore', "
                + "'{\"page-1h\": {\"severity\": \"critical\", \"long\": \"1h\", \"short\": \"5m\", \"factor\": \"72/5\", "
                + "\"comparison\": \"gt\", \"hold_seconds\": 0}}')");
        sql.execute(
                "INSERT INTO slo_snapshots (tenant, slo, generation, slo_group, window_end, revision, good, bad, total, "
                        + "target, method, period_start, period_end, consumed, remaining, windows, burn, observed, expected, "
                        + "coverage, fallback, status, cold_start, burn_window, exhaustion_seconds) SELECT '" + tenant
                        + "', 'pay', 7, g, m, 0, 900, 100, 1000, 0.985, 'Occurrences', m - interval '30 d', m, 0.588, 0.412, '{}', "
                        + "'{\"5m\": 16.5, \"1h\": 7.2}', 100, 110, 0.909, 0, 'burning', false, '1h', 100800 FROM "
                        + "generate_series(date_trunc('minute', now()) - interval '1 h', now(), interval '1 min') AS m, "
                        + "unnest(ARRAY['', 'host=m.example']) AS g");
        sql.query("SELECT fill_slo_status()");
        sql.execute(
                "INSERT INTO slo_reports (tenant, slo, generation, slo_group, kind, period_start, period_end, good, bad, "
                        + "total, target, method, compliance, events, bad_events, observed_minutes, breach_minutes, worst_burn_bad, "
                        + "worst_burn_total, attribution) VALUES ('" + tenant
                        + "', 'pay', 7, '', 'day', now() - interval '25 h', "
                        + "now() - interval '30 min', 90, 10, 100, 0.985, 'Occurrences', 0.9, 100, 10, 1440, 3, 1, 2, '{}')");
        sql.execute(
                "INSERT INTO signals (dedup_key, episode, sequence, id, status, reason, name, plane, kind, severity, "
                        + "tenant, service, title, message, starts_at, occurred_at, evidence, replay, slo, slo_group, tier) VALUES ('"
                        + tenant + "/pay', 1, 0, 'id-" + tenant
                        + "', 'firing', 'threshold', 'SloBurnRate', 'slo', 'slo.burn_rate', "
                        + "'critical', '" + tenant + "', 'shop', '" + tenant
                        + ": the budget burns', 'm', now() - interval '10 min', "
                        + "now() - interval '10 min', '{}', false, 'pay', '', 'page-1h')");
    }
}
