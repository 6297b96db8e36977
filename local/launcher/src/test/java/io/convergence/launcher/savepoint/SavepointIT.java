package io.convergence.launcher.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Committed;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Tape;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.UndisturbedRun;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that is stopped with a savepoint and restored from it commits the same as one that runs without interruption. */
class SavepointIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static TestVector vector;
    private static List<Document> objectives;
    private static Committed undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        UndisturbedRun run = UndisturbedRun.on(SYSTEM);
        vector = run.vector();
        objectives = run.objectives();
        undisturbed = run.committed();
    }

    @ParameterizedTest
    @CsvSource({"21, 1 rocksdb, 2 rocksdb, 1 rocksdb", "22, 2 rocksdb, 2 hashmap, 2 rocksdb"})
    void parallelismAndStateBackendMayChangeWithEachSavepoint(long seed, String first, String second, String third)
            throws Exception {
        List<Variant> variants = List.of(variant(first), variant(second), variant(third));
        Random random = new Random(seed);
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(objectives);
            Tape tape = Tape.of(vector, publisher, stage.topics());
            RunningJob job = stage.start(variants.get(0));
            for (int part = 1; part < variants.size(); part++) {
                long reached = tape.playTo((part - 1) * 0.4 + 0.1 + random.nextDouble() * 0.3);
                EventTime.await(job, reached - random.nextLong(60_000));
                job = stage.start(variants.get(part).restoredFrom(stage.stop(job)));
            }

            Output output = stage.finish(job, tape.playOutWithObjectives());

            output.assertNoDuplicates();
            assertThat(Committed.of(output, stage).differencesFrom(undisturbed)).isEmpty();
        }
    }

    /** A disabled branch leaves state in the savepoint that no operator claims, as a renamed operator would. */
    @Test
    void aBranchIsDroppedOnlyByRequestAndStartsWithoutStateWhenItReturns() throws Exception {
        Variant both = Variant.usual();
        Variant one = both.withJobOption("convergence.branches", "convergence");
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(objectives);
            Tape tape = Tape.of(vector, publisher, stage.topics());
            RunningJob job = stage.start(both);
            EventTime.await(job, tape.playTo(0.3));
            String first = stage.stop(job);
            String budgets = "SELECT max(window_end)::text FROM slo_snapshots";
            String last = stage.rows().query(budgets).get(0);
            assertThat(failureOf(stage.start(one.restoredFrom(first))))
                    .hasStackTraceContaining("--allowNonRestoredState");
            RunningJob alone = stage.start(one.restoredFrom(first).leavingUnclaimedState());
            EventTime.await(alone, tape.playTo(0.6));
            String second = stage.stop(alone);
            assertThat(stage.rows().query(budgets)).containsExactly(last);

            Output output = stage.finish(stage.start(both.restoredFrom(second)), tape.playOutWithObjectives());

            output.assertNoDuplicates();
            Committed committed = Committed.of(output, stage);
            assertThat(committed.withoutBudgets().differencesFrom(undisturbed.withoutBudgets()))
                    .isEmpty();
            assertThat(stage.rows().query(budgets)).doesNotContain(last);
        }
    }

    @Test
    void otherWindowsAreRefused() throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            Tape tape = Tape.of(vector, publisher, stage.topics());
            Variant variant = Variant.usual().withJobOption("convergence.branches", "convergence");
            RunningJob job = stage.start(variant);
            EventTime.await(job, tape.playTo(0.1));
            Variant restored = variant.restoredFrom(stage.stop(job));

            assertThat(failureOf(stage.start(restored.withJobOption("window.size", "10 min"))))
                    .hasStackTraceContaining("window.size and window.slide cannot change over a savepoint");
        }
    }

    /** The failure of a job that cannot start. */
    private static Throwable failureOf(RunningJob job) throws Exception {
        Waiting.until("the job has ended", () -> job.status().isTerminalState());
        return Assertions.catchThrowable(job::refuseEnd);
    }

    /** A variant from its parallelism and state backend, separated by a space. */
    private static Variant variant(String words) {
        List<String> parts = List.of(words.split(" "));
        return Variant.usual().withParallelism(Integer.parseInt(parts.get(0))).withStateBackend(parts.get(1));
    }
}
