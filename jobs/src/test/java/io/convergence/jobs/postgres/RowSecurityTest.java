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

/** Row-level security: a role reads the rows of the tenants that are assigned to it in tenant_roles. */
class RowSecurityTest {
    private static final String READER = "row_security_reader";
    private static final String SERVICE = "row_security_service";
    private static final String STRANGER = "row_security_stranger";
    private static final Store STORE = Store.create();

    @BeforeAll
    static void createRolesAndRowsOfTwoTenants() throws SQLException {
        for (String role : List.of(READER, SERVICE, STRANGER)) {
            STORE.execute("CREATE ROLE " + role);
            STORE.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);
        }
        STORE.execute("INSERT INTO tenant_roles (role_name, tenant) VALUES ('" + READER + "', 'acme'), ('" + SERVICE
                + "', '*')");
        STORE.ensure("rum_minutes", "2026-06-05", 90);
        for (String tenant : List.of("acme", "globex")) {
            STORE.execute("INSERT INTO slos (tenant, slo, removed) VALUES ('" + tenant + "', 'fast', true)");
            STORE.execute("INSERT INTO rum_minutes (tenant, app, host, page, minute, views, error_views, lcp_samples, "
                    + "vitals) VALUES ('" + tenant + "', 'a', 'h', '/', '2026-06-05T12:00:00Z', 1, 0, 0, '')");
        }
    }

    @AfterAll
    static void dropRoles() throws SQLException {
        for (String role : List.of(READER, SERVICE, STRANGER)) {
            STORE.execute("DROP OWNED BY " + role);
            STORE.execute("DROP ROLE " + role);
        }
    }

    @Test
    void everyTableWithATenantIsGuarded() throws SQLException {
        assertThat(STORE.query("SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                        + "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') "
                        + "AND a.attname = 'tenant' AND NOT c.relrowsecurity"))
                .isEmpty();
        assertThat(STORE.query("SELECT count(*) FROM pg_policies WHERE policyname = 'own_tenant'"))
                .containsExactly("23");
    }

    @Test
    void aReaderSeesItsOwnTenantWhateverTheSessionSets() throws SQLException {
        for (String session : new String[] {null, "", "acme", "globex", "*"}) {
            assertThat(as(READER, session, "SELECT tenant FROM slos")).containsExactly("acme");
            assertThat(as(READER, session, "SELECT tenant FROM rum_minutes")).containsExactly("acme");
        }
    }

    @Test
    void aRoleWithoutATenantSeesNothingWhateverTheSessionSets() throws SQLException {
        for (String session : new String[] {null, "acme", "*"}) {
            assertThat(as(STRANGER, session, "SELECT tenant FROM slos")).isEmpty();
        }
    }

    @Test
    void theServiceOfAllTenantsSeesTheTenantOfItsSession() throws SQLException {
        assertThat(as(SERVICE, "acme", "SELECT tenant FROM slos")).containsExactly("acme");
        assertThat(as(SERVICE, "globex", "SELECT tenant FROM rum_minutes")).containsExactly("globex");
        assertThat(as(SERVICE, null, "SELECT tenant FROM slos")).isEmpty();
        assertThat(as(SERVICE, "*", "SELECT tenant FROM slos")).isEmpty();
    }

    @Test
    void aRoleSeesAndChangesNoAssignmentOfOthers() throws SQLException {
        assertThat(as(READER, null, "SELECT tenant FROM tenant_roles")).containsExactly("acme");
        assertThat(as(STRANGER, null, "SELECT tenant FROM tenant_roles")).isEmpty();
        assertThatThrownBy(
                        () -> as(READER, null, "INSERT INTO tenant_roles VALUES ('" + READER + "', '*') RETURNING 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void aPartitionIsNoWayAroundThePolicy() throws SQLException {
        STORE.execute("GRANT SELECT ON rum_minutes_y2026m06d05 TO " + READER);
        assertThat(as(READER, "acme", "SELECT tenant FROM rum_minutes_y2026m06d05"))
                .isEmpty();
    }

    @Test
    void aReaderWritesNothing() {
        assertThatThrownBy(() -> as(READER, "acme", "DELETE FROM slos RETURNING tenant"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void theOwnerSeesAllTenants() throws SQLException {
        assertThat(STORE.query("SELECT tenant FROM slos")).containsExactlyInAnyOrder("acme", "globex");
    }

    /** The first column of a query by a role whose session sets a tenant, or none if null. */
    private static List<String> as(String role, @Nullable String tenant, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = PostgresConnections.open(STORE.settings());
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
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
