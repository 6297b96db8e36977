package io.convergence.query;

import io.convergence.core.codec.VitalsBytes;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.kit.postgres.SqlClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

/**
 * Rows as the job writes them, for the tenants {@code acme} and {@code globex}. Both have the app {@code shop} on the host
 * {@code www.shop.example}; texts and numbers of globex contain {@code globex} or 7777.
 */
final class Seed {
    /** Views of every row of globex, which no row of acme has. */
    static final int GLOBEX_VIEWS = 7777;

    private final SqlClient sql;
    private final int hours;
    private final Instant end;

    Seed(SqlClient sql, int hours) {
        this.sql = sql;
        this.hours = hours;
        this.end = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 60 * 60);
    }

    /** A host of the seed with its latest verdict. */
    private record Host(
            String app, String host, String verdict, int views, int errorViews, int samples, int failures) {}

    private static final List<Host> ACME = List.of(
            new Host("shop", "www.shop.example", "user_impact_confirmed", 1204, 302, 30, 22),
            new Host("shop", "m.shop.example", "user_only_synthetic_blind", 987, 110, 30, 0),
            new Host("api", "api.shop.example", "synthetic_only_no_user_impact", 2, 0, 30, 22),
            new Host("docs", "docs.shop.example", "healthy", 310, 2, 0, 0),
            new Host("<img src=x onerror=alert(1)>", "xss.shop.example", "healthy", 44, 0, 12, 0));

    void write() throws SQLException {
        Instant start = end.minus(Duration.ofHours(hours));
        for (LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
                !day.isAfter(LocalDate.ofInstant(end, ZoneOffset.UTC));
                day = day.plusDays(1)) {
            for (String table :
                    List.of("convergence_transitions", "convergence_minutes", "rum_minutes", "slo_snapshots")) {
                sql.query("SELECT ensure_day_partition('" + table + "', '" + day + "', 400)");
            }
        }
        sql.execute("INSERT INTO convergence_thresholds VALUES ('" + start
                + "', 900, 20, 0.1, 4000, 20, 2, 0.5, 1, 300, 3, " + "0.2, 0.5, 50)");
        for (Host host : ACME) {
            host("acme", host, start);
        }
        host("globex", new Host("shop", "www.shop.example", "healthy", GLOBEX_VIEWS, GLOBEX_VIEWS / 100, 30, 0), start);
        for (String tenant : List.of("acme", "globex")) {
            incident(tenant);
            objectives(tenant);
            documents(tenant, tenant.equals("globex") ? 5 : 0);
            new ErrorSeed(sql, end).write(tenant);
        }
        sql.query("SELECT fill_slo_status()");
    }

    private void host(String tenant, Host host, Instant start) throws SQLException {
        boolean affected = host.verdict().startsWith("user");
        boolean failing =
                host.verdict().equals("user_impact_confirmed") || host.verdict().startsWith("synthetic");
        String subject = "'" + tenant + "', '" + host.app() + "', '" + host.host() + "', ";
        String evidence = affected + ", " + failing + ", " + host.views() + ", " + host.errorViews();
        sql.execute("INSERT INTO convergence_verdicts (tenant, app, host, window_end, window_start, verdict, "
                + "previous_verdict, rum_degraded, synthetic_degraded, views, error_views, error_rate, lcp_samples, "
                + "p75_lcp_ms, synthetic_samples, synthetic_failures, synthetic_recent_samples, "
                + "synthetic_recent_failures, synthetic_window_ms, rum_data, synthetic_data, trust, "
                + "views_previous_window, changed) VALUES (" + subject + "'" + end + "', '"
                + end.minus(Duration.ofMinutes(15)) + "', '" + host.verdict() + "', 'healthy', " + evidence + ", "
                + (double) host.errorViews() / host.views() + ", " + host.views() + ", 1812.4, " + host.samples() + ", "
                + host.failures() + ", 10, " + host.failures() / 3 + ", 300000, 'sufficient', '"
                + (host.samples() == 0 ? "absent" : "observed") + "', 'observed', 1190, false)");
        sql.execute("INSERT INTO convergence_minutes (tenant, app, host, window_end, verdict, rum_degraded, "
                + "synthetic_degraded, views, error_views, lcp_samples, p75_lcp_ms, p75_ttfb_ms, p75_inp_ms, p75_cls, "
                + "synthetic_samples, synthetic_failures, rum_data, synthetic_data) SELECT " + subject
                + "m, CASE WHEN m > '" + end.minus(Duration.ofMinutes(20)) + "' THEN '" + host.verdict()
                + "' ELSE 'healthy' END, " + evidence + ", " + host.views()
                + ", 1800 + 10 * extract(minute FROM m), 203.1, "
                + "180, 0.021, " + host.samples() + ", " + host.failures() + ", 'sufficient', 'observed' "
                + "FROM generate_series(timestamptz '" + start + "', '" + end + "', interval '1 minute') AS m");
        sql.execute("INSERT INTO convergence_transitions (tenant, app, host, window_end, window_start, verdict, "
                + "previous_verdict, rum_degraded, synthetic_degraded, views, error_views, lcp_samples, "
                + "synthetic_samples, synthetic_failures, synthetic_recent_samples, synthetic_recent_failures, "
                + "synthetic_window_ms, rum_data, synthetic_data, trust, views_previous_window) VALUES (" + subject
                + "'"
                + end.minus(Duration.ofMinutes(20)) + "', '" + end.minus(Duration.ofMinutes(35)) + "', '"
                + host.verdict() + "', 'healthy', " + evidence + ", 9, 30, 2, 10, 1, 300000, 'sufficient', 'observed', "
                + "'observed', 100)");
        String page = tenant.equals("globex") ? "/globex" : "/checkout";
        VitalHistograms vitals = new VitalHistograms();
        for (int i = 0; i < 100; i++) {
            vitals.add(Vital.LCP, 1_000.0 + 10 * i);
            vitals.add(Vital.LOAD, 2_000.0 + 10 * i);
        }
        sql.execute(
                "INSERT INTO rum_minutes (tenant, app, host, page, minute, views, error_views, lcp_samples, vitals) "
                        + "SELECT " + subject + "p, m, " + Math.max(1, host.views() / 15) + ", 1, 100, '\\x"
                        + HexFormat.of().formatHex(VitalsBytes.encode(vitals)) + "' FROM generate_series(timestamptz '"
                        + end.minus(Duration.ofHours(2)) + "', '" + end.minus(Duration.ofMinutes(1))
                        + "', interval '1 minute') AS m, unnest(ARRAY['" + page + "', '" + page + "/payment']) AS p");
    }

    private void incident(String tenant) throws SQLException {
        Instant opened = end.minus(Duration.ofMinutes(20));
        long views = tenant.equals("globex") ? GLOBEX_VIEWS : 4321;
        sql.execute("INSERT INTO incidents VALUES ('" + tenant + "', 'shop', 'www.shop.example', '" + opened + "', '"
                + end + "', NULL, 'rum.user_impact_correlated', 'user_impact_confirmed', " + views
                + ", 302, 0, 'threshold')");
        signal(
                tenant,
                "rum.user_impact_correlated",
                "'shop', 'www.shop.example'",
                "NULL, NULL, NULL",
                "'" + tenant + "/shop/www.shop.example/" + opened.toEpochMilli() + "'",
                opened);
    }

    private void signal(String tenant, String kind, String key, String slo, String incident, Instant opened)
            throws SQLException {
        boolean isBudget = kind.startsWith("slo.");
        String name = isBudget ? "SloBurnRate" : "UserImpactCorrelated";
        String title = isBudget ? "the budget of customers-can-pay burns" : "users of shop are affected";
        sql.execute(
                "INSERT INTO signals (dedup_key, episode, sequence, id, status, reason, name, plane, kind, severity, "
                        + "tenant, service, title, message, starts_at, occurred_at, evidence, replay, app, host, slo, slo_group, "
                        + "tier, incident) VALUES ('" + tenant + "/" + kind + "', 1, 0, 'id-" + tenant + kind
                        + "', 'firing', "
                        + "'threshold', '" + name + "', '" + (isBudget ? "slo" : "rum") + "', '" + kind
                        + "', 'critical', '" + tenant
                        + "', 'shop', "
                        + "'" + tenant + ": " + title + "', 'm', '" + opened + "', '" + opened + "', "
                        + "'{\"verdict\": \"user_impact_confirmed\"}', false, " + key + ", " + slo + ", " + incident
                        + ")");
    }

    /** The document of the objective: created by the API, then taken over by files. */
    private void documents(String tenant, int position) throws SQLException {
        String text = "{\"apiVersion\":\"openslo/v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"shop\","
                + "\"labels\":{\"tenant\":\"" + tenant + "\"}},\"spec\":{\"description\":\"%s\"}}";
        String objective =
                "{\"apiVersion\":\"openslo/v1\",\"kind\":\"SLO\",\"metadata\":{\"name\":\"customers-can-pay\","
                        + "\"displayName\":\"Customers of " + tenant
                        + " can pay\"},\"spec\":{\"service\":\"shop\",\"indicator\":{"
                        + "\"metadata\":{\"name\":\"pay-views\"},\"spec\":{\"ratioMetric\":{\"counter\":true,\"total\":{"
                        + "\"metricSource\":{\"type\":\"convergence\",\"spec\":{\"source\":\"rum\",\"where\":{\"app\":\"shop\"}}}},"
                        + "\"good\":{\"metricSource\":{\"type\":\"convergence\",\"spec\":{\"source\":\"rum\",\"where\":{\"app\":"
                        + "\"shop\"},\"good\":{\"ok\":true}}}}}}},\"timeWindow\":[{\"duration\":\"30d\",\"isRolling\":true}],"
                        + "\"budgetingMethod\":\"Occurrences\",\"objectives\":[{%s}]}}";
        sql.execute(
                "INSERT INTO slo_documents (topic_id, position, tenant, kind, name, text, written_at, origin, author) "
                        + "VALUES ('topic', " + position + ", '" + tenant + "', 'Service', 'shop', '"
                        + text.formatted("yes")
                        + "', '" + end.minus(Duration.ofHours(3)) + "', 'file', NULL), ('topic', " + (position + 1)
                        + ", '" + tenant
                        + "', 'SLO', 'customers-can-pay', '" + objective.formatted("") + "', '"
                        + end.minus(Duration.ofHours(2))
                        + "', 'api', 'ana of " + tenant + "'), ('topic', " + (position + 2) + ", '" + tenant
                        + "', 'SLO', 'customers-can-pay', '" + objective.formatted("\"target\":0.985") + "', '"
                        + end.minus(Duration.ofHours(1)) + "', 'file', NULL), ('topic', " + (position + 3) + ", '"
                        + tenant
                        + "', 'SLO', 'was-deleted', '{}', '" + end.minus(Duration.ofHours(1))
                        + "', 'api', 'ana'), ('topic', "
                        + (position + 4) + ", '" + tenant + "', 'SLO', 'was-deleted', NULL, '"
                        + end.minus(Duration.ofHours(1))
                        + "', 'api', 'ana')");
    }

    private void objectives(String tenant) throws SQLException {
        sql.execute(
                "INSERT INTO slos (tenant, slo, effective_from, removed, service, display_name, generation, source, "
                        + "sli, target, period, rolling, method, no_data, tiers) VALUES ('" + tenant
                        + "', 'customers-can-pay', NULL, false, 'shop', 'Customers of " + tenant
                        + " can pay', 9007199254740993, 'rum', '{\"where\": {\"app\": {\"in\": [\"shop\"]}}, \"good\": "
                        + "{\"ok\": true}, \"group_by\": []}', 0.985, '30d', true, 'Occurrences', 'ignore', "
                        + "'{\"page-1h\": {\"severity\": \"critical\", \"long\": \"1h\", \"short\": \"5m\", \"factor\": \"14.4\", "
                        + "\"comparison\": \"gt\", \"hold_seconds\": 0}, \"ticket-3d\": {\"severity\": \"warning\", \"long\": "
                        + "\"3d\", \"short\": \"6h\", \"factor\": \"1\", \"comparison\": \"gt\", \"hold_seconds\": 0}}')");
        int total = tenant.equals("globex") ? GLOBEX_VIEWS : 200_000;
        sql.execute(
                "INSERT INTO slo_snapshots (tenant, slo, generation, slo_group, window_end, revision, good, bad, total, "
                        + "target, method, period_start, period_end, consumed, remaining, windows, burn, observed, expected, "
                        + "coverage, fallback, status, cold_start, burn_window, exhaustion_seconds) SELECT '" + tenant
                        + "', 'customers-can-pay', 9007199254740993, '', m, 0, " + (total - 1769) + ", 1769, " + total
                        + ", 0.985, 'Occurrences', m - interval '30 d', m, 0.588, 0.412, "
                        + "'{\"5m\": {\"good\": 301, \"bad\": 99, \"total\": 400}, \"1h\": {\"good\": 9000, \"bad\": 500, "
                        + "\"total\": 9500}, \"6h\": {\"good\": 0, \"bad\": 0, \"total\": 0}, \"3d\": {\"good\": 0, \"bad\": 0, "
                        + "\"total\": 0}}', '{\"5m\": 16.5, \"1h\": 3.508772, \"6h\": null, \"3d\": null}', 100, 110, 0.909, 0, "
                        + "'burning', false, '1h', 100800 FROM generate_series(timestamptz '"
                        + end.minus(Duration.ofHours(6))
                        + "', '" + end + "', interval '1 minute') AS m");
        signal(
                tenant,
                "slo.burn_rate",
                "NULL, NULL",
                "'customers-can-pay', '', 'page-1h'",
                "NULL",
                end.minus(Duration.ofMinutes(10)));
        sql.execute(
                "INSERT INTO slo_reports (tenant, slo, generation, slo_group, kind, period_start, period_end, good, bad, "
                        + "total, target, method, compliance, events, bad_events, observed_minutes, breach_minutes, worst_burn_bad, "
                        + "worst_burn_total, attribution) VALUES ('" + tenant
                        + "', 'customers-can-pay', 9007199254740993, '', "
                        + "'day', '2026-06-04T00:00Z', '2026-06-05T00:00Z', 90, 10, 100, 0.985, 'Occurrences', 0.9, 100, 10, 1440, "
                        + "3, 1, 2, '{\"page\": {\"/" + tenant + "\": 10}}')");
    }
}
