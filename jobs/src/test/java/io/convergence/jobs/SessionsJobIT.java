package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.samples.VectorEvents;
import io.convergence.flink.state.Format;
import io.convergence.jobs.postgres.Store;
import io.convergence.kit.kafka.EmbeddedBroker;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sessions job from Kafka to Postgres: the vectors of sessions and vitals, each vital published three times. However
 * the events are shuffled between sessions, and whether the job is restored, rescaled or loses its TaskManager, its rows
 * equal those of an undisturbed job.
 */
class SessionsJobIT {
    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(4)
                    .build());

    private static EmbeddedBroker broker;

    /** A run of a job that was never disturbed; null until a test needs it. */
    private static @Nullable SessionsRun undisturbed;

    /** The undisturbed run of whose first part the savepoints were taken; null until a test needs it. */
    private static @Nullable SessionsRun golden;

    private static final DisturbedCluster DISTURBED = new DisturbedCluster();

    @TempDir
    private Path savepoints;

    @TempDir
    private Path unpacked;

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
    void aJobThatIsRestoredWithOtherSubtasksWritesTheSameRows(int parallelism, int nextParallelism, String backend)
            throws Exception {
        SessionsRun run = SessionsRun.create(broker.bootstrapServers(), "restored-" + backend + parallelism);
        JobClient job = run.start(parallelism, backend, null);
        run.publishFirstPart();
        run.awaitEvents(10);
        String savepoint = SessionsRun.stop(job, savepoints);

        JobClient next = run.start(nextParallelism, backend, savepoint);
        run.publishSecondPart();
        run.finish();
        SessionsRun.stop(next, savepoints);
        assertRows(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void aJobWhoseTaskManagerIsLostWritesTheSameRows(String backend, @InjectMiniCluster MiniCluster cluster)
            throws Exception {
        SessionsRun run = SessionsRun.create(broker.bootstrapServers(), "lost-" + backend);
        JobClient job = run.start(2, backend, null);
        run.publishFirstPart();
        run.awaitEvents(10);
        run.publishSecondPart();

        DISTURBED.loseTaskManager(cluster, job.getJobID());
        run.finish();
        SessionsRun.stop(job, savepoints);
        assertRows(run);
    }

    /** A restored job is on another broker and another database, so it writes only what changes after the savepoint. */
    @ParameterizedTest(name = "{0}, {1} subtasks in {2}")
    @MethodSource("restorations")
    void aJobThatIsRestoredFromASavepointOfAReleaseWritesTheSameRows(
            SessionsSavepoint savepoint, int parallelism, String backend) throws Exception {
        SessionsRun whole = golden();
        SessionsRun run = whole.withEmptyDatabase();
        JobClient restored = run.start(parallelism, backend, savepoint.unpack(unpacked));
        run.finish();
        SessionsRun.stop(restored, savepoints);

        assertThat(run.rowsAfter(run.place())).isNotEmpty();
        assertThat(run.rowsAfter(run.place())).isEqualTo(whole.rowsAfter(run.place()));
        assertThat(whole.rowsAfter(0)).containsAll(run.rowsAfter(0));
    }

    static Stream<Arguments> restorations() throws IOException {
        return SessionsSavepoint.all().stream()
                .flatMap(savepoint ->
                        Stream.of(Arguments.of(savepoint, 1, "hashmap"), Arguments.of(savepoint, 4, "rocksdb")));
    }

    @Test
    void theCurrentVersionHasASavepoint() throws Exception {
        assertThat(SessionsSavepoint.all()).map(SessionsSavepoint::toString).contains("v" + Format.VERSION);
    }

    /** The run of a job that was never disturbed. */
    private SessionsRun undisturbed() throws Exception {
        SessionsRun run = undisturbed;
        if (run == null) {
            run = whole("undisturbed");
            undisturbed = run;
        }
        return run;
    }

    /** The undisturbed run of whose first part the savepoints were taken. */
    private SessionsRun golden() throws Exception {
        SessionsRun run = golden;
        if (run == null) {
            run = whole(SessionsSavepoint.RUN);
            golden = run;
        }
        return run;
    }

    /** A job with one subtask has run from the first event to the last. */
    private SessionsRun whole(String name) throws Exception {
        SessionsRun run = SessionsRun.create(broker.bootstrapServers(), name);
        JobClient job = run.start(1, "hashmap", null);
        run.publishFirstPart();
        run.publishSecondPart();
        run.finish();
        SessionsRun.stop(job, savepoints);
        return run;
    }

    private static List<String> sessions(Store store) throws Exception {
        return store
                .query("SELECT concat_ws('|', tenant, app, session, 1000 * extract(epoch FROM started_at), "
                        + "1000 * extract(epoch FROM last_seen), events, duplicates, views, page_views, errors, actions, "
                        + "resources, long_tasks, entry_page, exit_page, has_replay, end_reason) FROM rum_sessions "
                        + "WHERE tenant <> 'vitals'")
                .stream()
                .map(SessionsJobIT::plain)
                .toList();
    }

    private void assertRows(SessionsRun run) throws Exception {
        Store store = run.store();
        assertThat(run.rowsAfter(0)).isEqualTo(undisturbed().rowsAfter(0));
        assertThat(run.signals()).isNotEmpty().isEqualTo(undisturbed().signals());
        assertThat(sessions(store))
                .containsExactlyInAnyOrderElementsOf(VectorEvents.cases("sessions.json", "sessions").stream()
                        .map(SessionsJobIT::session)
                        .toList());
        assertThat(store.query("SELECT concat_ws('|', session, view, name, value, page, rating, budget, exceeded) "
                        + "FROM rum_vitals WHERE tenant = 'vitals'"))
                .containsExactlyInAnyOrderElementsOf(VectorEvents.cases("vitals.json", "vitals").stream()
                        .map(row ->
                                joined(row, "session", "view", "name", "value", "page", "rating", "budget", "exceeded"))
                        .toList());
        assertThat(store.query("SELECT concat_ws('|', metric, device, dimension, value, samples, good, poor, weight) "
                        + "FROM rum_metric_minutes WHERE tenant = 'vitals'"))
                .containsExactlyInAnyOrderElementsOf(VectorEvents.cases("vitals.json", "minutes").stream()
                        .map(row -> joined(
                                row, "metric", "device", "dimension", "value", "samples", "good", "poor", "weight"))
                        .toList());
        assertThat(store.query("SELECT DISTINCT tenant FROM rum_error_groups ORDER BY 1"))
                .containsExactly("acme", "globex");
    }

    private static String session(Map<String, Object> row) {
        return joined(
                row,
                "tenant",
                "app",
                "session",
                "started_at",
                "last_seen",
                "events",
                "duplicates",
                "views",
                "page_views",
                "errors",
                "actions",
                "resources",
                "long_tasks",
                "entry_page",
                "exit_page",
                "has_replay",
                "end_reason");
    }

    private static String joined(Map<String, Object> row, String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            Object value = row.get(name);
            if (value instanceof Double number) {
                texts.add(new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
            } else if (value instanceof Boolean flag) {
                texts.add(flag ? "t" : "f");
            } else if (value != null) {
                texts.add((String) value);
            }
        }
        return String.join("|", texts);
    }

    /** A row without the zeros after the point that the database adds. */
    private static String plain(String row) {
        return row.replaceAll("\\.0+(?=\\||$)", "");
    }
}
