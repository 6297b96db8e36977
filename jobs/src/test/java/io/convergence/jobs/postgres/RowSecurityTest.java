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

/** Row-level security: a role without further rights sees the rows of its tenant only. */
class RowSecurityTest {
    private static final String READER = "row_security_reader";
    private static final Store STORE = Store.create();

    @BeforeAll
    static void twoTenants() throws SQLException {
        STORE.execute("CREATE ROLE " + READER);
        STORE.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + READER);
        STORE.ensure("rum_minutes", "2026-06-05", 90);
        for (String tenant : List.of("acme", "globex")) {
            STORE.execute("INSERT INTO slos (tenant, slo, removed) VALUES ('" + tenant + "', 'fast', true)");
            STORE.execute("INSERT INTO rum_minutes (tenant, app, host, page, minute, views, error_views, lcp_samples, "
                    + "vitals) VALUES ('" + tenant + "', 'a', 'h', '/', '2026-06-05T12:00:00Z', 1, 0, 0, '')");
        }
    }

    @AfterAll
    static void dropTheRole() throws SQLException {
        STORE.execute("DROP OWNED BY " + READER);
        STORE.execute("DROP ROLE " + READER);
    }

    @Test
    void everyTableThatCarriesATenantIsGuarded() throws SQLException {
        assertThat(STORE.query("SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                        + "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') "
                        + "AND a.attname = 'tenant' AND NOT c.relrowsecurity"))
                .isEmpty();
        assertThat(STORE.query("SELECT count(*) FROM pg_policies WHERE policyname = 'own_tenant'"))
                .containsExactly("7");
    }

    @Test
    void aReaderSeesTheTenantOfTheSessionAlone() throws SQLException {
        assertThat(asReader("acme", "SELECT tenant FROM slos")).containsExactly("acme");
        assertThat(asReader("globex", "SELECT tenant FROM rum_minutes")).containsExactly("globex");
        assertThat(asReader("initech", "SELECT tenant FROM slos")).isEmpty();
    }

    @Test
    void aReaderWhoNamesNoTenantSeesNothing() throws SQLException {
        assertThat(asReader(null, "SELECT tenant FROM slos")).isEmpty();
        assertThat(asReader("", "SELECT tenant FROM rum_minutes")).isEmpty();
    }

    @Test
    void aPartitionIsNoWayAroundThePolicy() throws SQLException {
        STORE.execute("GRANT SELECT ON rum_minutes_y2026m06d05 TO " + READER);
        assertThat(asReader("acme", "SELECT tenant FROM rum_minutes_y2026m06d05"))
                .isEmpty();
    }

    @Test
    void aReaderWritesNothing() {
        assertThatThrownBy(() -> asReader("acme", "DELETE FROM slos RETURNING tenant"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void theOwnerSeesAllTenants() throws SQLException {
        assertThat(STORE.query("SELECT tenant FROM slos")).containsExactlyInAnyOrder("acme", "globex");
    }

    private static List<String> asReader(@Nullable String tenant, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = PostgresConnections.open(STORE.settings());
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + READER);
            if (tenant != null) {
                statement.execute("SET convergence.tenant = '" + tenant + "'");
            }
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
        }
        return rows;
    }
}
