package io.convergence.bench.query;

import io.convergence.core.codec.VitalsBytes;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.kit.postgres.SqlClient;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/**
 * Rows of one tenant in the size for which the read side is designed: {@value #HOSTS} hosts with {@value #PAGES} pages each
 * in the window of 15 minutes, and {@value #DAYS} days of judged minutes of one host and of snapshots of one objective.
 */
final class ReadRows {
    static final String TENANT = "bench";
    static final String OBJECTIVE = "availability";
    static final int HOSTS = 1_000;
    static final int PAGES = 50;
    static final int DAYS = 30;

    private static final int APPS = 50;
    private static final int WINDOW_MINUTES = 15;
    private static final int HISTOGRAMS = 16;
    private static final int VIEWS_OF_A_PAGE = 40;

    private final SqlClient sql;
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    ReadRows(SqlClient sql) {
        this.sql = sql;
    }

    /** The app of the host with a number from 0. */
    static String app(int host) {
        return "app-" + host % APPS;
    }

    /** The host with a number from 0. */
    static String host(int host) {
        return "host-" + host + ".bench.example";
    }

    void write() throws SQLException {
        for (int day = DAYS + 1; day >= 0; day--) {
            LocalDate date = LocalDate.ofInstant(end, ZoneOffset.UTC).minusDays(day);
            for (String table : List.of("convergence_minutes", "rum_minutes", "slo_snapshots")) {
                sql.query("SELECT ensure_day_partition('" + table + "', '" + date + "', 400)");
            }
        }
        verdicts();
        judgedMinutes("generate_series(0, 0)", DAYS + " days");
        judgedMinutes("generate_series(1, " + (HOSTS - 1) + ")", "1 hour");
        pages();
        objective();
        sql.execute("ANALYZE");
    }

    /** Writes the latest verdict of every host, and nothing else. */
    void writeVerdicts() throws SQLException {
        verdicts();
        sql.execute("ANALYZE");
    }

    private void verdicts() throws SQLException {
        sql.execute("INSERT INTO convergence_verdicts (tenant, app, host, window_end, window_start, verdict, "
                + "previous_verdict, rum_degraded, synthetic_degraded, views, error_views, error_rate, lcp_samples, "
                + "p75_lcp_ms, synthetic_samples, synthetic_failures, synthetic_recent_samples, "
                + "synthetic_recent_failures, synthetic_window_ms, rum_data, synthetic_data, trust, "
                + "views_previous_window, changed) SELECT " + subject() + ", '" + end + "', timestamptz '" + end
                + "' - interval '15 min', 'healthy', 'healthy', false, false, 30000, 300, 0.01, 30000, 1812.4, 30, 0, "
                + "10, 0, 300000, 'sufficient', 'observed', 'observed', 30000, false FROM generate_series(0, "
                + (HOSTS - 1) + ") AS n");
    }

    private void judgedMinutes(String hosts, String span) throws SQLException {
        sql.execute("INSERT INTO convergence_minutes (tenant, app, host, window_end, verdict, rum_degraded, "
                + "synthetic_degraded, views, error_views, lcp_samples, p75_lcp_ms, p75_ttfb_ms, p75_inp_ms, p75_cls, "
                + "synthetic_samples, synthetic_failures, rum_data, synthetic_data) SELECT " + subject()
                + ", m, 'healthy', false, false, 30000, 300, 30000, 1800 + 10 * extract(minute FROM m), 203.1, 180, "
                + "0.021, 30, 0, 'sufficient', 'observed' FROM " + hosts + " AS n, generate_series(timestamptz '" + end
                + "' - interval '" + span + "', '" + end + "', interval '1 minute') AS m");
    }

    private void pages() throws SQLException {
        StringJoiner histograms = new StringJoiner(", ", "ARRAY[", "]::bytea[]");
        for (int variant = 0; variant < HISTOGRAMS; variant++) {
            histograms.add("'\\x" + HexFormat.of().formatHex(histogram(variant)) + "'");
        }
        sql.execute(
                "INSERT INTO rum_minutes (tenant, app, host, page, minute, views, error_views, lcp_samples, vitals) "
                        + "SELECT " + subject() + ", '/page/' || p, m, " + VIEWS_OF_A_PAGE + ", 1, " + VIEWS_OF_A_PAGE
                        + ", ("
                        + histograms + ")[1 + (n + p) % " + HISTOGRAMS + "] FROM generate_series(0, " + (HOSTS - 1)
                        + ") AS n, generate_series(1, " + PAGES + ") AS p, generate_series(timestamptz '" + end
                        + "' - interval '" + WINDOW_MINUTES + " min', timestamptz '" + end
                        + "' - interval '1 min', interval '1 minute') AS m");
    }

    private static byte[] histogram(int variant) {
        VitalHistograms vitals = new VitalHistograms();
        for (int view = 0; view < VIEWS_OF_A_PAGE; view++) {
            vitals.add(Vital.LCP, 900.0 + 37 * view + 11 * variant);
            vitals.add(Vital.TTFB, 100.0 + 7 * view + 3 * variant);
            vitals.add(Vital.LOAD, 1_500.0 + 53 * view + 17 * variant);
        }
        return VitalsBytes.encode(vitals);
    }

    private void objective() throws SQLException {
        sql.execute(
                "INSERT INTO slos (tenant, slo, effective_from, removed, service, display_name, generation, source, "
                        + "sli, target, period, rolling, method, no_data, tiers) VALUES ('" + TENANT + "', '"
                        + OBJECTIVE
                        + "', NULL, false, 'shop', 'Availability', 1, 'rum', '{\"where\": {}, \"good\": {\"ok\": true}, "
                        + "\"group_by\": []}', 0.99, '30d', true, 'Occurrences', 'ignore', '{\"page-1h\": {\"severity\": "
                        + "\"critical\", \"long\": \"1h\", \"short\": \"5m\", \"factor\": \"14.4\", \"comparison\": \"gt\", "
                        + "\"hold_seconds\": 0}}')");
        sql.execute("INSERT INTO slo_snapshots (tenant, slo, generation, slo_group, window_end, revision, good, bad, "
                + "total, target, method, period_start, period_end, consumed, remaining, windows, burn, observed, "
                + "expected, coverage, fallback, status, cold_start, burn_window) SELECT '" + TENANT + "', '"
                + OBJECTIVE
                + "', 1, '', m, 0, 199000, 1000, 200000, 0.99, 'Occurrences', m - interval '30 d', m, 0.5, 0.5, "
                + "'{\"5m\": {\"good\": 399, \"bad\": 1, \"total\": 400}, \"1h\": {\"good\": 9000, \"bad\": 50, "
                + "\"total\": 9050}}', '{\"5m\": 0.25, \"1h\": 0.552}', 100, 100, 1, 0, 'ok', false, '1h' FROM "
                + "generate_series(timestamptz '" + end + "' - interval '" + DAYS + " days', '" + end
                + "', interval '1 minute') AS m");
        sql.query("SELECT fill_slo_status()");
    }

    /** Columns tenant, app and host of the host with the number {@code n}. */
    private static String subject() {
        return "'" + TENANT + "', 'app-' || n % " + APPS + ", 'host-' || n || '.bench.example'";
    }
}
