package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.kafka.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signals of the sessions job about new errors and performance budgets. However the events are shuffled between sessions, and
 * whether the job is restored, rescaled or loses its TaskManager, they equal those of an undisturbed job with one subtask.
 */
class EventSignalsIT {
    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(4)
                    .build());

    private static EmbeddedBroker broker;

    /** A run of a job that was never disturbed; null until a test needs it. */
    private static @Nullable EventSignalsRun undisturbed;

    private static final DisturbedCluster DISTURBED = new DisturbedCluster();

    @TempDir
    private Path savepoints;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void cancelJobs(@InjectMiniCluster MiniCluster cluster) throws Exception {
        DisturbedCluster.cancelJobs(cluster);
    }

    @ParameterizedTest(name = "{0} and then {1} subtasks in {2}")
    @CsvSource({"1, 2, hashmap", "4, 1, hashmap", "1, 4, rocksdb", "4, 2, rocksdb"})
    void aJobThatIsRestoredWithOtherSubtasksSendsTheSameSignals(int parallelism, int nextParallelism, String backend)
            throws Exception {
        EventSignalsRun run = EventSignalsRun.create(broker.bootstrapServers(), "signals-" + backend + parallelism);
        JobClient job = run.start(parallelism, backend, null);
        run.publishFirstPart();
        String savepoint = SessionsRun.stop(job, savepoints);

        JobClient next = run.start(nextParallelism, backend, savepoint);
        run.publishSecondPart();
        run.awaitEnd();
        SessionsRun.stop(next, savepoints);
        assertSignals(run);
    }

    @Test
    void tenantsWithEqualIdsShareNoRowCountOrSignal() throws Exception {
        List<String> rows = undisturbed().rowsOf("acme");
        assertThat(rows).hasSizeGreaterThan(1_000);
        assertThat(undisturbed().rowsOf("globex")).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void aJobWhoseTaskManagerIsLostSendsTheSameSignals(String backend, @InjectMiniCluster MiniCluster cluster)
            throws Exception {
        EventSignalsRun run = EventSignalsRun.create(broker.bootstrapServers(), "signals-lost-" + backend);
        JobClient job = run.start(2, backend, null);
        run.publishFirstPart();
        run.publishSecondPart();

        DISTURBED.loseTaskManager(cluster, job.getJobID());
        run.awaitEnd();
        SessionsRun.stop(job, savepoints);
        assertSignals(run);
    }

    private void assertSignals(EventSignalsRun run) throws Exception {
        EventSignalsRun expected = undisturbed();
        assertThat(run.rows()).isEqualTo(expected.rows());
        assertThat(run.published()).isEqualTo(expected.published());
    }

    /** The run of a job that was never disturbed. It has signals of both kinds that fire, and that are resolved. */
    private EventSignalsRun undisturbed() throws Exception {
        EventSignalsRun run = undisturbed;
        if (run == null) {
            run = EventSignalsRun.create(broker.bootstrapServers(), "signals-undisturbed");
            JobClient job = run.start(1, "hashmap", null);
            run.publishFirstPart();
            run.publishSecondPart();
            run.awaitEnd();
            SessionsRun.stop(job, savepoints);
            assertThat(run.count("rum.error_group_new", "resolved")).isGreaterThan(4);
            assertThat(run.count("rum.budget_exceeded", "resolved")).isGreaterThan(1);
            undisturbed = run;
        }
        return run;
    }
}
