package io.convergence.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.kit.postgres.SqlClient;
import io.convergence.kit.process.CommandResult;
import io.convergence.kit.process.Executable;
import io.convergence.launcher.harness.Project;
import io.convergence.launcher.metrics.MonitoringFiles.Node;
import io.convergence.launcher.metrics.SqlBoard.Query;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements of Grafana's boards, run in Postgres as the role that {@code conf/postgres} creates for Grafana. */
class BoardsIT {
    private static final EmbeddedDatabase SERVER = EmbeddedDatabase.shared();
    private static final Map<String, List<String>> VARIABLES = Map.of(
            "tenant", List.of("acme"),
            "app", List.of("none", BoardTables.APP),
            "host", List.of("none", BoardTables.HOST),
            "slo", List.of("pay"),
            "group", List.of("(none)"));

    /**
     * The answer to a statement.
     *
     * @param columns labels of the columns
     * @param rows values as text, null for NULL
     */
    private record Answer(List<String> columns, List<List<String>> rows) {
        List<String> column(String label) {
            int index = columns.indexOf(label);
            return index < 0
                    ? List.of()
                    : rows.stream().map(row -> row.get(index)).toList();
        }
    }

    @BeforeAll
    static void seed() throws Exception {
        BoardTables.create(SERVER);
        createRoles("acme");
    }

    @Test
    void everyStatementAnswersWithRowsOfTheTenantAlone() throws Exception {
        for (SqlBoard board : boards()) {
            assertThat(board.queries()).hasSizeGreaterThan(10);
            for (Query query : board.queries()) {
                Answer answer = answer(query);
                assertThat(answer.rows()).as(query.place()).isNotEmpty();
                assertThat(answer.rows().toString()).as(query.place()).doesNotContain("globex");
            }
        }
    }

    @Test
    void seriesHaveTimeNameAndValueInAscendingOrder() throws Exception {
        for (SqlBoard board : boards()) {
            for (Query query : board.queries()) {
                Answer answer = answer(query);
                if (query.format().equals("time_series")) {
                    assertThat(answer.columns()).as(query.place()).containsExactly("time", "metric", "value");
                    assertThat(answer.column("value")).as(query.place()).doesNotContainNull();
                    assertThat(answer.column("time")).as(query.place()).isSorted();
                }
            }
            for (Node annotation : board.board().node("annotations").nodes("list")) {
                Query query = new Query("annotation", annotation.node("target").text("rawSql"), "table");
                assertThat(answer(query).columns()).contains("time", "text", "tags");
            }
        }
    }

    @Test
    void everyFieldThatAPanelNamesIsAColumnOrASeries() throws Exception {
        Set<String> named = new TreeSet<>();
        for (SqlBoard board : boards()) {
            for (Node panel : board.panels()) {
                Set<String> known = new TreeSet<>();
                for (Query query : SqlBoard.queries(panel)) {
                    Answer answer = answer(query);
                    known.addAll(answer.columns());
                    known.addAll(answer.column("metric"));
                }
                assertThat(known).as(panel.text("title")).containsAll(SqlBoard.fields(panel));
                named.addAll(SqlBoard.fields(panel));
            }
        }
        assertThat(named).contains("limit", "error_rate", "app", "key", "remaining");
    }

    @Test
    void everyVariableIsDefinedAndPanelsUseTheDataSource() throws Exception {
        String source = MonitoringFiles.yaml(
                        Project.ROOT.resolve("conf/grafana/provisioning/datasources/postgres.yaml"))
                .nodes("datasources")
                .get(0)
                .text("uid");
        for (SqlBoard board : boards()) {
            String text = board.board().members().toString();
            assertThat(text.replaceAll(
                            "\\$\\{(?:" + String.join("|", board.variableNames()) + "|__data\\.fields)\\b", ""))
                    .doesNotContain("${");
            for (Node panel : board.panels()) {
                assertThat(panel.node("datasource").text("uid")).isEqualTo(source);
                assertThat(panel.nodes("targets"))
                        .allSatisfy(
                                target -> assertThat(target.node("datasource").text("uid"))
                                        .isEqualTo(source));
            }
        }
    }

    @Test
    void aTenantThatIsNotAssignedIsNotReadable() throws SQLException {
        SqlClient grafana = new SqlClient(SERVER.jdbcUrl(BoardTables.DATABASE), "convergence_grafana", "");
        assertThat(grafana.query("SELECT DISTINCT tenant FROM convergence_verdicts"))
                .containsExactly("acme");
        assertThatThrownBy(() -> grafana.query("SELECT * FROM slo_documents"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> grafana.execute("DELETE FROM signals")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> grafana.execute("INSERT INTO tenant_roles VALUES ('convergence_grafana', 'globex')"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theRolesCanBeCreatedAgainAndAreBoundByRowLevelSecurity() throws Exception {
        createRoles("acme");
        assertThat(SERVER.sql()
                        .query(
                                "SELECT rolname FROM pg_roles WHERE rolname IN ('convergence_query', 'convergence_grafana') "
                                        + "AND rolcanlogin AND NOT rolsuper AND NOT rolbypassrls ORDER BY 1"))
                .containsExactly("convergence_grafana", "convergence_query");
        assertThat(
                        SERVER.sql()
                                .query(
                                        "SELECT count(*) FROM pg_authid WHERE rolname LIKE 'convergence_%' AND rolpassword LIKE 'SCRAM%'"))
                .containsExactly("2");
        SqlClient owner = new SqlClient(SERVER.jdbcUrl(BoardTables.DATABASE), SERVER.user(), SERVER.password());
        assertThat(owner.query("SELECT * FROM tenant_roles ORDER BY 1"))
                .containsExactly("convergence_grafana|acme", "convergence_query|*");
    }

    private static List<SqlBoard> boards() throws IOException {
        List<SqlBoard> boards = new ArrayList<>();
        for (var file : MonitoringFiles.SQL_BOARDS) {
            boards.add(SqlBoard.read(file));
        }
        return boards;
    }

    private static Answer answer(Query query) throws SQLException {
        Instant now = Instant.now();
        String sql = query.expanded(VARIABLES, now.minusSeconds(3_600), now);
        assertThat(sql).as(query.place()).doesNotContain("$");
        try (Connection connection =
                        DriverManager.getConnection(SERVER.jdbcUrl(BoardTables.DATABASE), "convergence_grafana", "");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                columns.add(result.getMetaData().getColumnLabel(i));
            }
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return new Answer(columns, rows);
        } catch (SQLException e) {
            throw new AssertionError(query.place() + ": " + sql, e);
        }
    }

    private static void createRoles(String tenants) throws InterruptedException {
        ProcessBuilder script = new ProcessBuilder(
                "/bin/bash",
                Project.ROOT.resolve("conf/postgres/create-roles.sh").toString());
        assertThat(Executable.find("psql", "postgresql-client")).isFile();
        script.environment()
                .putAll(Map.of(
                        "PGHOST",
                        "127.0.0.1",
                        "PGPORT",
                        String.valueOf(SERVER.port()),
                        "PGUSER",
                        SERVER.user(),
                        "PGPASSWORD",
                        SERVER.password(),
                        "PGDATABASE",
                        BoardTables.DATABASE,
                        "CONVERGENCE_QUERY_POSTGRES_PASSWORD",
                        "it's a \"password\" of the query service",
                        "CONVERGENCE_GRAFANA_POSTGRES_PASSWORD",
                        "a password of the boards",
                        "GRAFANA_TENANTS",
                        tenants));
        CommandResult result = CommandResult.of(script);
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).endsWith("the roles can connect\n");
    }
}
