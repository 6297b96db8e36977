package io.convergence.query;

import io.convergence.kit.postgres.SqlClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Further rows of the tenant {@code acme}, so that every screen of the console has something of each kind to show. */
final class ConsoleSeed {
    /** A name that must be shown as text: markup, a template, marks of the other direction, and many combining marks. */
    static final String NASTY = "<img src=x onerror=alert(1)>{{7*7}}\u202e" + "e\u0301".repeat(40) + "</script>";

    private final SqlClient sql;
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    ConsoleSeed(SqlClient sql) {
        this.sql = sql;
    }

    void write() throws SQLException {
        LocalDate today = LocalDate.ofInstant(end, ZoneOffset.UTC);
        for (LocalDate day = today.minusDays(31); !day.isAfter(today); day = day.plusDays(1)) {
            sql.query("SELECT ensure_day_partition('slo_snapshots', '" + day + "', 400)");
        }
        signals();
        incidents();
        objectives();
        sql.query("SELECT fill_slo_status()");
        reports();
        errors();
    }

    /** Beside the group of the seed: one that is resolved, an older one without a stack, and one whose texts are nasty. */
    private void errors() throws SQLException {
        ErrorSeed seed = new ErrorSeed(sql, end);
        seed.days();
        String raw = """
                TypeError: Cannot read properties of undefined (reading 'total')
                    at t.sum (https://www.shop.example/static/js/app.7fb52c1e.js:1:48213)
                    at o (https://www.shop.example/static/js/app.7fb52c1e.js:1:50977)
                    at HTMLButtonElement.<anonymous> (https://www.shop.example/static/js/vendor.js:2:91)""";
        String source = raw.replace(
                        "https://www.shop.example/static/js/app.7fb52c1e.js:1:48213",
                        "webpack:///./src/checkout/cart.js:48:17")
                .replace(
                        "https://www.shop.example/static/js/app.7fb52c1e.js:1:50977",
                        "webpack:///./src/checkout/payment.js:112:9")
                .replace(
                        "https://www.shop.example/static/js/vendor.js:2:91",
                        "webpack:///./node_modules/events/index.js:31:5");
        ErrorSeed.Group resolved = new ErrorSeed.Group(
                "acme",
                "shop",
                "a".repeat(32),
                "TypeError",
                "Cannot read properties of undefined (reading '')",
                "src/checkout/cart.js",
                90,
                1_204,
                "1.4.2",
                "1.4.3");
        seed.group(resolved, 2);
        seed.minutes(resolved, "www.shop.example", 60, 30);
        seed.error(resolved, "resolved", "Cannot read properties of undefined (reading 'total')", raw);
        seed.stack(resolved, "resolved", raw, "success", 0, resolved.fingerprint(), source);
        ErrorSeed.Group known = new ErrorSeed.Group(
                "acme", "api", "b".repeat(32), "NetworkError", "Failed to fetch", "", 4_000, 45_120, null, null);
        seed.group(known, 30);
        ErrorSeed.Group nasty =
                new ErrorSeed.Group("acme", "shop", "c".repeat(32), NASTY, NASTY, NASTY, 45, 6, "1.4.3", "1.4.3");
        seed.group(nasty, 5);
        seed.error(nasty, "nasty", NASTY, NASTY.repeat(3));
        seed.stack(nasty, "nasty", NASTY.repeat(3), "partial", 0, nasty.fingerprint(), NASTY);
    }

    private String ago(int minutes) {
        return "'" + end.minus(Duration.ofMinutes(minutes)) + "'";
    }

    private void signals() throws SQLException {
        signal(
                "m",
                "rum.user_impact_unseen_by_synthetics",
                "firing",
                "threshold",
                20,
                "NULL",
                "'shop', 'm.shop.example'");
        signal(
                "n",
                "rum.user_impact_correlated",
                "resolved",
                "recovered",
                300,
                ago(262),
                "'" + NASTY + "', 'xss.shop.example'");
        signal("p", "rum.user_impact_correlated", "resolved", "no_data", 900, ago(871), "'api', 'api.shop.example'");
        for (String[] one : new String[][] {{"q", "page-1h", "700", "655"}, {"r", "ticket-3d", "1300", "800"}}) {
            sql.execute(insert(one[0], "slo.burn_rate", "SloBurnRate", "slo", "resolved", "recovered")
                    + ago(Integer.parseInt(one[2])) + ", " + ago(Integer.parseInt(one[3])) + ", "
                    + ago(Integer.parseInt(one[3])) + ", '{}', false, NULL, NULL, 'customers-can-pay', '', '" + one[1]
                    + "', NULL)");
        }
    }

    private void signal(
            String key, String kind, String status, String reason, int started, String ended, String subject)
            throws SQLException {
        String name = kind.endsWith("correlated") ? "UserImpactCorrelated" : "UserImpactUnseenBySynthetics";
        sql.execute(insert(key, kind, name, "rum", status, reason) + ago(started) + ", " + ended + ", "
                + (ended.equals("NULL") ? ago(started) : ended)
                + ", '{\"verdict\": \"user_impact_confirmed\"}', false, "
                + subject + ", NULL, NULL, NULL, 'acme/"
                + subject.replace("'", "").replace(", ", "/") + '/'
                + end.minus(Duration.ofMinutes(started)).toEpochMilli() + "')");
    }

    private static String insert(String key, String kind, String name, String plane, String status, String reason) {
        String title = key.equals("n")
                ? "acme: users of " + NASTY + " are affected"
                : plane.equals("slo")
                        ? "acme: Customers of acme can pay burns its budget"
                        : "acme: 11.1 % of 987 views failed";
        return "INSERT INTO signals (dedup_key, episode, sequence, id, status, reason, name, plane, kind, severity, tenant, "
                + "service, title, message, starts_at, ends_at, occurred_at, evidence, replay, app, host, slo, slo_group, "
                + "tier, incident) VALUES ('acme/" + kind + "/" + key + "', 1, 1, 'id-" + key + "', '" + status + "', '"
                + reason + "', '" + name + "', '" + plane + "', '" + kind + "', 'warning', 'acme', 'shop', '" + title
                + "', 'In the 15 minutes before the boundary 110 of 987 page views had a script error or a failed request, which "
                + "is 11.1 %; the limit is 10 %. Checks of the same host passed: 0 of 30 failed. Look at the newest release first.', ";
    }

    private void incidents() throws SQLException {
        incident(
                "'shop', 'm.shop.example'",
                20,
                0,
                "rum.user_impact_unseen_by_synthetics",
                "user_only_synthetic_blind",
                "threshold");
        incident(
                "'shop', 'www.shop.example'",
                1700,
                1640,
                "rum.user_impact_correlated",
                "user_impact_confirmed",
                "recovered");
        incident(
                "'" + NASTY + "', 'xss.shop.example'",
                300,
                262,
                "rum.user_impact_correlated",
                "user_impact_confirmed",
                "recovered");
        incident("'api', 'api.shop.example'", 900, 871, null, "user_only_synthetic_blind", "no_data");
    }

    private void incident(String subject, int from, int to, @Nullable String kind, String verdict, String reason)
            throws SQLException {
        sql.execute("INSERT INTO incidents VALUES ('acme', " + subject + ", " + ago(from) + ", " + ago(to) + ", "
                + (to == 0 ? "NULL" : ago(to)) + ", " + (kind == null ? "NULL" : "'" + kind + "'") + ", '" + verdict
                + "', 987, 110, " + (kind == null ? 400 : 0) + ", '" + reason + "')");
    }

    private void objectives() throws SQLException {
        objective(
                "works-in-every-browser",
                "The site works in every browser",
                "NULL",
                "{\"app\": {\"in\": [\"shop\"]}}",
                0.98,
                "[\"browser\"]");
        objective("storefront-paints-fast", "The storefront paints fast", "NULL", "{}", 0.75, "[]");
        objective("docs-are-up", NASTY, "NULL", "{}", 0.999, "[]");
        objective(
                "new-promise",
                "A promise that starts soon",
                "'" + end.plus(Duration.ofHours(5)) + "'",
                "{}",
                0.95,
                "[]");
        String[] groups = {"browser=chrome", "browser=firefox", "browser=safari", "browser=" + "x".repeat(80)};
        for (int i = 0; i < groups.length; i++) {
            snapshots(
                    "works-in-every-browser",
                    groups[i],
                    0.98,
                    -0.18 + 0.3 * i,
                    i == 0 ? "exhausted" : "ok",
                    "5 minutes",
                    30);
        }
        snapshots("storefront-paints-fast", "", 0.75, 0.933, "ok", "5 minutes", 30);
        // A month of the objective that burns, down to what the newest rows have.
        sql.execute(
                "INSERT INTO slo_snapshots (tenant, slo, generation, slo_group, window_end, revision, good, bad, total, "
                        + "target, method, period_start, period_end, consumed, remaining, windows, burn, observed, expected, coverage, "
                        + "fallback, status, cold_start, burn_window) SELECT 'acme', 'customers-can-pay', 9007199254740993, '', m, 0, "
                        + "198231, 1769, 200000, 0.985, 'Occurrences', m - interval '30 d', m, 1 - r, r, '{}', "
                        + "jsonb_build_object('5m', b * 1.5, '1h', b, '6h', b * 0.7, '3d', 0.8), 100, 110, 0.909, 0, 'ok', false, '1h' "
                        + "FROM (SELECT m, 0.95 - 0.5 * power(1 - extract(epoch FROM timestamptz '" + end
                        + "' - m) / 2592000.0, 3) AS r, 1 + sin(extract(epoch FROM m) / 40000) AS b FROM generate_series(timestamptz "
                        + ago(30 * 1440) + ", timestamptz " + ago(370) + ", interval '30 minutes') AS m) AS curve");
    }

    private void objective(String name, String title, String effective, String where, double target, String groups)
            throws SQLException {
        sql.execute(
                "INSERT INTO slos (tenant, slo, effective_from, removed, service, display_name, generation, source, sli, "
                        + "target, period, rolling, method, no_data, tiers) VALUES ('acme', '" + name + "', "
                        + effective
                        + ", false, 'storefront', '" + title + "', 17, 'rum', '{\"where\": " + where
                        + ", \"good\": {\"ok\": true}, \"group_by\": " + groups + "}', " + target
                        + ", '30d', true, 'Occurrences', 'ignore', "
                        + "'{\"page-1h\": {\"severity\": \"critical\", \"long\": \"1h\", \"short\": \"5m\", \"factor\": \"14.4\", "
                        + "\"comparison\": \"gt\", \"hold_seconds\": 0}}')");
    }

    private void snapshots(
            String slo, String group, double target, double remaining, String status, String step, int minutes)
            throws SQLException {
        sql.execute(
                "INSERT INTO slo_snapshots (tenant, slo, generation, slo_group, window_end, revision, good, bad, total, "
                        + "target, method, period_start, period_end, consumed, remaining, windows, burn, observed, expected, coverage, "
                        + "fallback, status, cold_start, burn_window, exhaustion_seconds) SELECT 'acme', '" + slo
                        + "', 17, '" + group
                        + "', m, 0, 97640, 2360, 100000, " + target + ", 'Occurrences', m - interval '30 d', m, "
                        + (1 - remaining) + ", "
                        + remaining
                        + ", '{\"5m\": {\"good\": 390, \"bad\": 10, \"total\": 400}, \"1h\": {\"good\": 9400, \"bad\": 100, "
                        + "\"total\": 9500}}', '{\"5m\": 1.25, \"1h\": 0.52}', 100, 100, 1, 0, '" + status
                        + "', false, '1h', "
                        + (remaining <= 0 ? "0" : "NULL") + " FROM generate_series(timestamptz " + ago(minutes) + ", '"
                        + end
                        + "', interval '" + step + "') AS m");
    }

    private void reports() throws SQLException {
        Instant midnight = end.truncatedTo(ChronoUnit.DAYS);
        for (int day = 1; day <= 5; day++) {
            report(
                    "day",
                    midnight.minus(Duration.ofDays(day)),
                    midnight.minus(Duration.ofDays(day - 1)),
                    9_000 - 50 * day,
                    40 * day);
        }
        report("week", midnight.minus(Duration.ofDays(9)), midnight.minus(Duration.ofDays(2)), 64_000, 812);
        report("month", midnight.minus(Duration.ofDays(40)), midnight.minus(Duration.ofDays(10)), 255_000, 5_120);
    }

    private void report(String kind, Instant from, Instant to, int good, int bad) throws SQLException {
        double compliance = (double) good / (good + bad);
        sql.execute(
                "INSERT INTO slo_reports (tenant, slo, generation, slo_group, kind, period_start, period_end, good, bad, "
                        + "total, target, method, compliance, consumed, remaining, met, events, bad_events, observed_minutes, "
                        + "breach_minutes, worst_burn, worst_burn_bad, worst_burn_total, worst_burn_at, attribution) VALUES ('acme', "
                        + "'customers-can-pay', 9007199254740993, '', '" + kind + "', '" + from + "', '" + to + "', "
                        + good + ", " + bad
                        + ", " + (good + bad) + ", 0.985, 'Occurrences', " + compliance + ", "
                        + (1 - compliance) / 0.015 + ", "
                        + (1 - (1 - compliance) / 0.015) + ", " + (compliance >= 0.985) + ", " + (good + bad) + ", "
                        + bad
                        + ", 1440, " + bad / 20 + ", 6.4, 90, 1200, '" + from.plus(Duration.ofHours(9))
                        + "', '{\"page\": {\"/checkout/payment\": "
                        + bad * 65 / 100 + ", \"/checkout/:id\": " + bad * 20 / 100 + ", \"" + NASTY + "\": "
                        + bad * 10 / 100 + ", \"(other)\": "
                        + bad * 5 / 100 + "}, \"host\": {\"www.shop.example\": " + bad + "}, \"browser\": {\"chrome\": "
                        + bad * 80 / 100
                        + ", \"firefox\": " + bad * 20 / 100 + "}}')");
    }
}
