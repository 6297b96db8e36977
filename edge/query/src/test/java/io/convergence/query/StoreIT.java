package io.convergence.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.settings.Secret;
import io.convergence.kit.wait.Waiting;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.settings.StoreSettings;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Transactions of tenants over pooled connections, with a real database. */
class StoreIT {
    private static final SeededQuery QUERY = SeededQuery.start();
    private static final Store STORE = store(Duration.ofSeconds(3));
    private static final Store PATIENT = store(Duration.ofMinutes(1));

    @AfterAll
    static void close() {
        PATIENT.close();
        STORE.close();
        QUERY.close();
    }

    @Test
    void aStatementThatAsksForAnotherTenantFindsNoRow() {
        for (String table : List.of(
                "convergence_verdicts",
                "convergence_transitions",
                "convergence_minutes",
                "incidents",
                "rum_minutes",
                "signals",
                "slos",
                "slo_snapshots",
                "slo_status",
                "slo_reports",
                "slo_documents")) {
            Clause clause = Clause.of("SELECT count(*) AS rows FROM " + table + " WHERE tenant = ?", "globex");
            assertThat(rows("acme", clause)).as(table).isZero();
            assertThat(rows("", clause)).as(table).isZero();
            assertThat(rows("globex", clause)).as(table).isPositive();
        }
    }

    @Test
    void aTransactionThatReadsCannotWrite() {
        Clause clause =
                Clause.of("INSERT INTO slo_documents (topic_id, position, tenant, kind, name, written_at, origin) "
                        + "VALUES ('t', 900, 'acme', 'SLO', 'n', now(), 'file')");
        assertThatThrownBy(() -> STORE.read("acme", session -> session.update("insert", clause)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("25006");
    }

    @Test
    void aConnectionHasNoTenantAfterAnErrorATimeoutOrACancellation() throws Exception {
        STORE.read("acme", session -> session.first("one", Clause.of("SELECT 1 AS one")));
        assertNoTenant(STORE);
        assertThatThrownBy(() -> STORE.read(
                        "acme", session -> session.first("error", Clause.of("SELECT no_such_column FROM slos"))))
                .isInstanceOf(IllegalStateException.class);
        assertNoTenant(STORE);
        assertThatThrownBy(() -> STORE.read("acme", session -> {
                    throw new IllegalArgumentException("a fault of the request");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertNoTenant(STORE);
        assertThatThrownBy(() -> STORE.read("acme", session -> session.first("slow", Clause.of("SELECT pg_sleep(60)"))))
                .isInstanceOfSatisfying(
                        ApiProblem.class, problem -> assertThat(problem.type()).isEqualTo("too-slow"));
        assertNoTenant(STORE);

        CompletableFuture<ObjectNode> cancelled = CompletableFuture.supplyAsync(() ->
                PATIENT.read("acme", session -> session.first("cancelled", Clause.of("SELECT pg_sleep(50) AS slept"))));
        Waiting.until(
                "the statement is cancelled",
                () -> QUERY.sql()
                        .query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(50)%' "
                                + "AND pid <> pg_backend_pid() AND state = 'active'")
                        .contains("t"));
        assertThat(cancelled.handle((row, failure) -> failure).get()).hasCauseInstanceOf(ApiProblem.class);
        assertNoTenant(PATIENT);
    }

    /** Ends the transaction, and with it its settings, and looks what the connection itself has. */
    private static void assertNoTenant(Store store) {
        ObjectNode setting = store.write("globex", session -> {
            session.update("rollback", Clause.of("ROLLBACK"));
            return session.first(
                    "setting",
                    Clause.of("SELECT coalesce(current_setting('convergence.tenant', true), '') AS tenant, "
                            + "current_setting('statement_timeout') AS timeout"));
        });
        assertThat(setting).isNotNull();
        assertThat(setting.path("tenant").asText()).isEmpty();
        assertThat(setting.path("timeout").asText()).isEqualTo("0");
    }

    private static long rows(String tenant, Clause clause) {
        return STORE.read(tenant, (StoreSession session) -> session.rows("count", clause))
                .get(0)
                .path("rows")
                .asLong();
    }

    private static Store store(Duration timeout) {
        return Store.open(
                new StoreSettings(
                        QUERY.sql().jdbcUrl(),
                        QUERY.options().getOrDefault("postgres.user", ""),
                        new Secret(""),
                        1,
                        timeout),
                new QueryMetrics());
    }
}
