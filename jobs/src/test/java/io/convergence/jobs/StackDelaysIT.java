package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.event.RumEvent;
import io.convergence.jobs.postgres.PostgresConnections;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.stacks.StoredArchives;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.wait.Waiting;
import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.SymbolPlatform;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Errors whose symbol files cannot be read: events and checkpoints go on, and stacks are resolved once the files can be. */
class StackDelaysIT {
    private static final int ERRORS = 40;
    private static final String STACK = "Error: a\n    at f (https://shop.example/app.js:1:1)";
    private static final String RESOLVED = "Error: a\n    at f (webpack:///./src/cart.js:6:5)";

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void aFileThatTakesLongHoldsBackNeitherEventsNorCheckpoints(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        Store store = Store.create();
        put(store, StoredArchives.map("webpack:///./src/cart.js"));
        try (ErrorJob job = ErrorJob.start(broker, store, "slow")) {
            try (Connection connection = PostgresConnections.open(store.settings());
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE symbol_chunks IN ACCESS EXCLUSIVE MODE");
                job.publish(errors(STACK), ErrorJob.START + 3_600_000);
                job.await("SELECT count(*) FROM rum_timeline", ERRORS);
                job.await("SELECT sum(count) FROM rum_error_groups", ERRORS);
                assertThat(store.query("SELECT DISTINCT status IN ('timeout', 'error') FROM error_stacks"))
                        .containsExactly("t");
                assertThat(store.query("SELECT DISTINCT raw FROM error_stacks")).containsExactly(STACK);
                assertThat(store.query("SELECT count(*) FROM rum_timeline WHERE labels ? 'resolved_stack'"))
                        .containsExactly("0");
                long before = completed(cluster, job);
                Waiting.until("two more checkpoints", () -> completed(cluster, job) >= before + 2);
                connection.rollback();
            }
            List<RumEvent> later = new ArrayList<>();
            Waiting.until("an error to be resolved", () -> {
                RumEvent error = ErrorJob.error("later-" + later.size(), "shop", "1", STACK);
                later.add(error);
                job.publish(List.of(error), ErrorJob.START + 3_600_000);
                return !store.query("SELECT 1 FROM rum_timeline WHERE labels ->> 'resolved_stack' IS NOT NULL")
                        .isEmpty();
            });
            job.await("SELECT count(*) FROM error_stacks WHERE status = 'success'", 1);
            assertThat(store.query("SELECT DISTINCT error_stack_source FROM rum_errors"))
                    .containsExactly(RESOLVED);
        }
    }

    @Test
    void aHostileMapHasAStatusAndStopsNothing(@InjectMiniCluster MiniCluster cluster) throws Exception {
        Store store = Store.create();
        put(store, StoredArchives.map("webpack:///./src/cart.js"));
        try (Connection connection = PostgresConnections.open(store.settings());
                Statement statement = connection.createStatement()) {
            // Damage in the store: no upload accepts such a file.
            assertThat(statement.executeUpdate("UPDATE symbol_chunks SET data = '\\x00ff00ff'"))
                    .isPositive();
        }
        try (ErrorJob job = ErrorJob.start(broker, store, "hostile")) {
            job.publish(errors(STACK), ErrorJob.START + 3_600_000);
            job.await("SELECT count(*) FROM rum_timeline", ERRORS);
            job.await("SELECT count(*) FROM error_stacks", 1);
            assertThat(store.query("SELECT status IN ('unusable', 'error') FROM error_stacks"))
                    .containsExactly("t");
            long before = completed(cluster, job);
            Waiting.until("two more checkpoints", () -> completed(cluster, job) >= before + 2);
        }
    }

    private static void put(Store store, byte[] map) throws Exception {
        StoredArchives.put(
                store.settings(), SymbolPlatform.WEB, new ArchiveName("shop", "prod", "1"), "app.js.map", map);
    }

    private static List<RumEvent> errors(String stack) {
        List<RumEvent> errors = new ArrayList<>();
        for (int i = 0; i < ERRORS; i++) {
            errors.add(ErrorJob.error("s" + i, "shop", "1", stack));
        }
        return errors;
    }

    private static long completed(MiniCluster cluster, ErrorJob job) throws Exception {
        return cluster.getExecutionGraph(job.id())
                .get()
                .getCheckpointStatsSnapshot()
                .getCounts()
                .getNumberOfCompletedCheckpoints();
    }
}
