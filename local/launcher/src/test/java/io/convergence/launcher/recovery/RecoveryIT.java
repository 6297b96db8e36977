package io.convergence.launcher.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Checkpoints;
import io.convergence.launcher.harness.Committed;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Tape;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.UndisturbedRun;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.KillableCluster;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that fails at some point and continues from its last checkpoint commits the same as one that does not fail. */
class RecoveryIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    /** A short checkpoint interval, so that several checkpoints complete and a kill may fall anywhere between two. */
    private static final Variant VARIANT = Variant.usual()
            .withFlinkOption("execution.checkpointing.interval", "400 ms")
            .withFlinkOption("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION")
            .withFlinkOption("restart-strategy.type", "fixed-delay")
            .withFlinkOption("restart-strategy.fixed-delay.attempts", "3")
            .withFlinkOption("restart-strategy.fixed-delay.delay", "100 ms");

    private static TestVector vector;
    private static List<Document> objectives;
    private static Committed undisturbed;

    @TempDir
    private Path directory;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        UndisturbedRun run = UndisturbedRun.on(SYSTEM);
        vector = run.vector();
        objectives = run.objectives();
        undisturbed = run.committed();
    }

    @ParameterizedTest
    @CsvSource({"11, rocksdb", "12, hashmap"})
    void aKilledTaskManagerLosesAndRepeatsNothing(long seed, String stateBackend) throws Exception {
        Random random = new Random(seed);
        Variant variant = VARIANT.withStateBackend(stateBackend);
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                KillableCluster cluster = KillableCluster.start(stage.configuration(variant), directory)) {
            stage.define(objectives);
            Configuration configuration = stage.configuration(variant);
            Tape tape = Tape.of(vector, publisher, stage.topics());
            RunningJob job = cluster.submit(stage.build(configuration, variant));
            for (int kill = 1; kill <= 2; kill++) {
                runPastACheckpoint(tape, kill == 1 ? 0.2 : 0.6, random, job, Checkpoints.of(configuration, job));
                cluster.replaceTaskManager();
                int expected = kill;
                Waiting.until("the job was restarted", () -> cluster.restarts(job.id()) >= expected);
            }

            Output output = stage.finish(job, tape.playOutWithObjectives());

            output.assertNoDuplicates();
            assertThat(Committed.of(output, stage).differencesFrom(undisturbed)).isEmpty();
        }
    }

    @Test
    void aJobRestoredFromARetainedCheckpointAtAnotherParallelismLosesAndRepeatsNothing() throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(objectives);
            Tape tape = Tape.of(vector, publisher, stage.topics());
            RunningJob first = stage.start(VARIANT);
            Checkpoints checkpoints = Checkpoints.of(stage.configuration(VARIANT), first);
            runPastACheckpoint(tape, 0.4, new Random(13), first, checkpoints);
            first.cancel();
            Waiting.until("the job was cancelled", () -> first.status().isTerminalState());
            Variant restored = VARIANT.withParallelism(4)
                    .restoredFrom(checkpoints.latestPath().toUri().toString());
            RunningJob second = stage.start(restored);

            Output output = stage.finish(second, tape.playOutWithObjectives());

            output.assertNoDuplicates();
            assertThat(Committed.of(output, stage).differencesFrom(undisturbed)).isEmpty();
        }
    }

    /**
     * Lets the job run to a random point after a completed checkpoint, with further records in flight.
     *
     * @param share share of the stream before the checkpoint, in [0, 0.8]
     */
    private static void runPastACheckpoint(
            Tape tape, double share, Random random, RunningJob job, Checkpoints checkpoints) throws Exception {
        EventTime.await(job, tape.playTo(share + random.nextDouble() / 10));
        checkpoints.awaitNext();
        long more = tape.playTo(share + 0.1 + random.nextDouble() / 10);
        EventTime.await(job, more - random.nextLong(60_000));
    }
}
