package io.convergence.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The role of a service that reads for all tenants, as {@code convergence_grant_reader} sets it up. */
class ReaderRoleTest {
    private static final String READER = "granted_reader";
    private static final Store STORE = Store.create();

    @BeforeAll
    static void grantAndRowsOfTwoTenants() throws SQLException {
        STORE.execute("CREATE ROLE " + READER);
        STORE.query("SELECT convergence_grant_reader('" + READER + "')");
        STORE.query("SELECT convergence_grant_reader('" + READER + "')");
        STORE.ensure("convergence_minutes", "2026-06-05", 90);
        for (String tenant : List.of("acme", "globex")) {
            STORE.execute("INSERT INTO convergence_minutes (tenant, app, host, window_end, verdict, rum_degraded, "
                    + "synthetic_degraded, views, error_views, lcp_samples, synthetic_samples, synthetic_failures, "
                    + "rum_data, synthetic_data) VALUES ('" + tenant
                    + "', 'a', 'h', '2026-06-05T12:00:00Z', 'healthy', "
                    + "false, false, 20, 0, 0, 2, 0, 'sufficient', 'observed')");
        }
    }

    @AfterAll
    static void dropRole() throws SQLException {
        STORE.execute("DROP OWNED BY " + READER);
        STORE.execute("DROP ROLE " + READER);
    }

    @Test
    void itReadsEveryTableOfATenantButNoPartition() throws SQLException {
        assertThat(STORE.query("SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND "
                        + "a.attname = 'tenant' WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') "
                        + "AND NOT c.relispartition AND NOT has_table_privilege('" + READER + "', c.oid, 'SELECT')"))
                .isEmpty();
        assertThat(STORE.query("SELECT c.relname FROM pg_class c WHERE c.relispartition AND " + "has_table_privilege('"
                        + READER + "', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"))
                .isEmpty();
    }

    @Test
    void itReadsTheTenantOfItsSession() throws SQLException {
        assertThat(as("acme", "SELECT tenant FROM convergence_minutes")).containsExactly("acme");
        assertThat(as("globex", "SELECT tenant FROM convergence_minutes")).containsExactly("globex");
        assertThat(as("", "SELECT tenant FROM convergence_minutes")).isEmpty();
        assertThat(as("", "SELECT count(*) FROM convergence_thresholds")).containsExactly("0");
    }

    @Test
    void itWritesNothingButDocumentsAndSymbolsOfTheTenantOfItsSession() throws SQLException {
        assertThat(STORE.query("SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
                        + "AND c.relkind IN ('r', 'p') AND has_table_privilege('" + READER
                        + "', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"))
                .containsExactlyInAnyOrder("slo_documents", "symbol_archives", "symbol_files", "symbol_chunks");
        assertThat(STORE.query(
                        "SELECT has_table_privilege('" + READER + "', 'slo_documents', 'UPDATE, DELETE, TRUNCATE')"))
                .containsExactly("f");

        assertThat(as("acme", document("acme", 7))).containsExactly("7");
        assertThat(as("acme", document("acme", 7))).isEmpty();
        assertThat(as("acme", "SELECT position FROM slo_documents")).containsExactly("7");
        assertThat(as("globex", "SELECT position FROM slo_documents")).isEmpty();
        assertThatThrownBy(() -> as("acme", document("globex", 8)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("violates row-level security policy");
        assertThat(as("globex", "SELECT slo_documents_end('topic')")).containsExactly("8");
        assertThat(as("globex", "SELECT slo_documents_end('other')")).containsExactly("0");
    }

    @Test
    void itRecordsDsnsOfTheTenantOfItsSessionAndNoTenantGetsTheTokenOfAnother() throws SQLException {
        as("acme", dsn(1, "{\"tenant\":\"acme\",\"app\":\"a\",\"app_ids\":[\"x\"]}"));
        assertThat(as("acme", "SELECT token FROM rum_dsns")).containsExactly("rk_token");
        assertThat(as("globex", "SELECT token FROM rum_dsns")).isEmpty();
        assertThat(as("globex", "SELECT rum_dsns_end('topic')")).containsExactly("2");
        assertThatThrownBy(() -> as("globex", dsn(2, "{\"tenant\":\"acme\",\"app\":\"a\"}")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("cannot write a DSN of tenant acme");
        as("globex", dsn(3, null));
        assertThat(as("acme", "SELECT revoked_at FROM rum_dsns WHERE revoked_at IS NULL"))
                .as("a revocation by another tenant has no effect")
                .hasSize(1);
        String conflicts = "SELECT concat_ws('|', kind, subject) FROM dsn_conflicts('rk_token', ARRAY['x', 'y'])";
        assertThat(as("globex", conflicts)).containsExactlyInAnyOrder("token|rk_token", "app_id|x");
        assertThat(as("acme", conflicts)).isEmpty();
        as("", dsn(4, null));
        assertThat(as("acme", "SELECT position FROM rum_dsns WHERE revoked_at IS NOT NULL"))
                .as("the topic names no tenant")
                .containsExactly("4");
        assertThat(as("globex", conflicts)).as("after the revocation").hasSize(2);
        as("", dsn(3, "{\"tenant\":\"acme\",\"app\":\"late\"}"));
        assertThat(as("acme", "SELECT app FROM rum_dsns"))
                .as("an earlier record")
                .containsExactly("a");
        STORE.execute("DELETE FROM rum_dsns");
    }

    private static String dsn(int position, @Nullable String document) {
        return "SELECT record_dsn('topic', " + position + ", '2026-06-05T12:00:00Z', 'rk_token', "
                + (document == null ? "NULL" : "'" + document + "'::jsonb") + ", 'ana', NULL)";
    }

    @Test
    void itAddsAndRetiresArchivesOfTheTenantOfItsSession() throws SQLException {
        for (String table : List.of("symbol_archives", "symbol_files", "symbol_chunks")) {
            assertThat(STORE.query("SELECT has_table_privilege('" + READER + "', '" + table
                            + "', 'UPDATE, DELETE, TRUNCATE')"))
                    .containsExactly("f");
        }
        assertThat(as("acme", archive("acme"))).hasSize(1);
        assertThatThrownBy(() -> as("acme", archive("globex")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("violates row-level security policy");
        assertThat(as("globex", "SELECT archive_id FROM symbol_archives")).isEmpty();
        assertThat(as("globex", "UPDATE symbol_archives SET retired_at = now() RETURNING 1"))
                .isEmpty();
        assertThat(as("globex", "SELECT concat_ws('|', platform, archives, late_stacks) FROM symbol_counts()"))
                .as("numbers over all tenants")
                .containsExactly("web|1|0");
        as("acme", "UPDATE symbol_archives SET used_at = now() - interval '181 days' RETURNING 1");
        for (int days : new int[] {182, 180}) {
            as("acme", "SELECT sweep_symbols(" + days + ")");
            assertThat(as("acme", "SELECT retired_at IS NULL FROM symbol_archives"))
                    .as("an archive that was not used for 181 days, with a retention of %d", days)
                    .containsExactly(days > 181 ? "t" : "f");
        }
        assertThat(as("acme", "UPDATE symbol_archives SET retired_at = now() - interval '1 h' RETURNING 1"))
                .hasSize(1);
        as("acme", "SELECT sweep_symbols(180)");
        assertThat(as("acme", "SELECT archive_id FROM symbol_archives")).isEmpty();
    }

    @Test
    void theRoleErasesSessionsOfItsTenantAlone() throws SQLException {
        STORE.ensure("rum_sessions", "2026-06-05", 400);
        for (String tenant : List.of("acme", "globex")) {
            STORE.execute("INSERT INTO rum_sessions (tenant, app, session, started_at, last_seen, revision, events, "
                    + "duplicates, views, page_views, errors, actions, resources, long_tasks, host, labels, has_replay, "
                    + "session_type) VALUES ('" + tenant
                    + "', 'shop', 'erased', '2026-06-05', '2026-06-05', 1, 1, 0, 1, 1, 0, 0, 0, 0, "
                    + "'h', '{}', false, 'user')");
        }
        assertThat(as("acme", "SELECT concat_ws('|', app, session) FROM request_erasure('session', 'erased')"))
                .containsExactly("shop|erased");
        assertThat(STORE.query("SELECT tenant FROM rum_sessions WHERE session = 'erased'"))
                .containsExactly("globex");
        assertThat(as("acme", "SELECT repeat_erasure('session', 'erased')")).containsExactly("0");
        assertThat(as("globex", "SELECT subject FROM rum_erasures")).isEmpty();
        assertThatThrownBy(() -> as("acme", "DELETE FROM rum_sessions RETURNING 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        STORE.execute("DELETE FROM rum_sessions WHERE session = 'erased'");
    }

    private static String archive(String tenant) {
        return "INSERT INTO symbol_archives (tenant, platform, app_id, env, version, sha256, bytes, unpacked_bytes, "
                + "stored_bytes, unusable, uploaded_by) VALUES ('" + tenant + "', 'web', 'a', '', '', '', 1, 1, 1, "
                + "'{}', 'ci') RETURNING archive_id";
    }

    @Test
    void aRoleThatRowLevelSecurityDoesNotBindIsRefused() throws SQLException {
        STORE.execute("CREATE ROLE granted_bypass BYPASSRLS");
        try {
            assertThatThrownBy(() -> STORE.query("SELECT convergence_grant_reader('granted_bypass')"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("it would read every tenant");
            assertThatThrownBy(() -> STORE.query("SELECT convergence_grant_reader(current_user)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("it would read every tenant");
            assertThatThrownBy(() -> STORE.query("SELECT convergence_grant_reader('granted_nobody')"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("there is no role granted_nobody");
        } finally {
            STORE.execute("DROP ROLE granted_bypass");
        }
    }

    @Test
    void onlyTheOwnerGrants() {
        assertThatThrownBy(() -> as("acme", "SELECT convergence_grant_reader('" + READER + "')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for function");
    }

    private static String document(String tenant, int position) {
        return "INSERT INTO slo_documents (topic_id, position, tenant, kind, name, text, written_at, origin) VALUES "
                + "('topic', " + position + ", '" + tenant + "', 'SLO', 'fast', 'kind: SLO', '2026-06-05T12:00:00Z', "
                + "'file') ON CONFLICT DO NOTHING RETURNING position";
    }

    /** The first column of a statement of the role whose session sets a tenant. */
    private static List<String> as(String tenant, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = PostgresConnections.open(STORE.settings());
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + READER);
            statement.execute("SET convergence.tenant = '" + tenant + "'");
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
        }
        return rows;
    }
}
