package io.convergence.query;

import io.convergence.kit.postgres.SqlClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of groups of errors as the sessions job writes them. */
final class ErrorSeed {
    /** The group of each tenant that {@link #write} writes. */
    static final String FINGERPRINT = "0123456789abcdef0123456789abcdef";

    /** A stack that the source map of {@link #map} resolves to line 6, column 5. */
    static final String STACK = "TypeError: a\n    at f (https://shop.example/a.js:1:1)";

    private final SqlClient sql;
    private final Instant end;

    ErrorSeed(SqlClient sql, Instant end) {
        this.sql = sql;
        this.end = end;
    }

    /**
     * A group of errors.
     *
     * @param minutes minutes since its first error
     * @param count number of its errors; a third of them as many sessions
     */
    record Group(
            String tenant,
            String app,
            String fingerprint,
            String type,
            String template,
            String top,
            int minutes,
            long count,
            @Nullable String firstVersion,
            @Nullable String lastVersion) {}

    /** A source map of the script of {@link #STACK} that names one source. */
    static String map(String source) {
        return "{\"version\":3,\"sources\":[\"" + source + "\"],\"names\":[],\"mappings\":\"AAKI\"}";
    }

    /** One group of a tenant, in its app {@code shop}, with a sample whose stack has no archive. */
    void write(String tenant) throws SQLException {
        days();
        long count = tenant.equals("globex") ? Seed.GLOBEX_VIEWS : 312;
        String version = "1.4.2-" + tenant;
        Group group = new Group(
                tenant,
                "shop",
                FINGERPRINT,
                "TypeError",
                "price of '' is undefined in " + tenant,
                "cart.js",
                40,
                count,
                version,
                version);
        group(group, 1);
        minutes(group, "www.shop.example", 40, 8);
        error(group, "stack-of-" + tenant, "price of 'socks' is undefined in " + tenant, STACK);
        stack(group, "stack-of-" + tenant, STACK, "no_zip", 0, FINGERPRINT, null);
    }

    /** Days of today and of the day before, for the tables that have days. */
    void days() throws SQLException {
        LocalDate today = LocalDate.ofInstant(end, ZoneOffset.UTC);
        for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
            for (String table : new String[] {"rum_timeline", "rum_error_minutes"}) {
                sql.query("SELECT ensure_day_partition('" + table + "', '" + day + "', 400)");
            }
        }
    }

    /** Writes a group that was last seen some minutes ago, with a sample of the session and the id of its fingerprint. */
    void group(Group group, int lastMinutes) throws SQLException {
        insert(
                "rum_error_groups",
                "tenant, app, fingerprint, type, template, top, first_seen, last_seen, count, sessions, first_version, "
                        + "last_version, sample_session, sample_id",
                group.tenant(),
                group.app(),
                group.fingerprint(),
                group.type(),
                group.template(),
                group.top(),
                ago(group.minutes()),
                ago(lastMinutes),
                group.count(),
                group.count() / 3,
                group.firstVersion(),
                group.lastVersion(),
                "s-" + group.fingerprint(),
                "e-" + group.fingerprint());
    }

    /** Writes counts of some minutes in a row: 3 errors in 2 sessions each. */
    void minutes(Group group, String host, int from, int length) throws SQLException {
        for (int minute = from; minute > from - length; minute--) {
            insert(
                    "rum_error_minutes",
                    "tenant, app, host, minute, fingerprint, count, sessions",
                    group.tenant(),
                    group.app(),
                    host,
                    ago(minute),
                    group.fingerprint(),
                    3,
                    2);
        }
    }

    /** Writes the error that is the sample of a group. */
    void error(Group group, @Nullable String stackId, String message, @Nullable String stack) throws SQLException {
        String version = group.firstVersion();
        String labels = "jsonb_strip_nulls(jsonb_build_object('message', " + literal(message) + "::text, 'stack', "
                + literal(stack) + "::text, 'stack_id', " + literal(stackId) + "::text, 'version', " + literal(version)
                + "::text, 'browser', 'chrome', 'os', 'windows', 'device', 'desktop'))";
        sql.execute(
                "INSERT INTO rum_timeline (tenant, session, id, received_at, revision, app, host, at, type, name, page, "
                        + "fingerprint, measures, labels, tags) VALUES ("
                        + literals(
                                group.tenant(),
                                "s-" + group.fingerprint(),
                                "e-" + group.fingerprint(),
                                ago(group.minutes()),
                                1,
                                group.app(),
                                "www.shop.example",
                                ago(group.minutes()),
                                "error",
                                group.type(),
                                "/checkout",
                                group.fingerprint())
                        + ", '{}', " + labels + ", '{}')");
    }

    /** Writes a stack of a group with its outcome. */
    void stack(
            Group group,
            String id,
            String raw,
            String status,
            long archive,
            String resolvedFingerprint,
            @Nullable String source)
            throws SQLException {
        insert(
                "error_stacks",
                "tenant, stack_id, app, app_id, env, version, sdk, type, template, raw, source, top, fingerprint, "
                        + "resolved_fingerprint, status, status_rank, archive_id, last_seen",
                group.tenant(),
                id,
                group.app(),
                group.app(),
                "",
                group.firstVersion(),
                "df_web_rum_sdk",
                group.type(),
                group.template(),
                raw,
                source,
                "",
                group.fingerprint(),
                resolvedFingerprint,
                status,
                status.equals("success") ? 3 : status.equals("timeout") ? 0 : 1,
                archive,
                ago(1));
    }

    private Instant ago(int minutes) {
        return end.minus(Duration.ofMinutes(minutes));
    }

    private void insert(String table, String columns, @Nullable Object... values) throws SQLException {
        sql.execute("INSERT INTO " + table + " (" + columns + ") VALUES (" + literals(values) + ")");
    }

    private static String literals(@Nullable Object... values) {
        return Arrays.stream(values).map(ErrorSeed::literal).collect(Collectors.joining(", "));
    }

    private static String literal(@Nullable Object value) {
        return value == null ? "NULL" : "'" + value.toString().replace("'", "''") + "'";
    }
}
