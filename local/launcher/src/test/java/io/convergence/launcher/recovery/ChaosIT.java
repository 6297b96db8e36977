package io.convergence.launcher.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.kit.process.JvmProcess;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.cluster.FlinkProcessSettings;
import io.convergence.launcher.harness.Committed;
import io.convergence.launcher.harness.MalformedRecords;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Tape;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A deployment of several processes that suffers one fault after the other while its input arrives commits the same as an
 * undisturbed one. Properties: {@code -Dchaos.minutes=30} lets faults strike for longer, {@code -Dchaos.seed=7} chooses
 * another sequence of faults, {@code -Dchaos.outage.seconds=120} extends the outage of the database.
 */
class ChaosIT {
    static final Duration CHECKPOINT_TIMEOUT = Duration.ofSeconds(8);

    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final long SEED = Long.getLong("chaos.seed", 20_261_121);
    private static final Duration LENGTH = Duration.ofSeconds(60 * Long.getLong("chaos.minutes", 1));
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("chaos.outage.seconds", 20));
    private static final int STEPS = 400;

    /** Age at which every signal has been emitted: more than the lag of event time, and of budgets behind their minute. */
    private static final Duration SIGNAL_DELAY = Duration.ofMinutes(2);

    private static final Pattern OCCURRED = Pattern.compile("\"occurred_at\":\"([^\"]+)\"");

    private static TestVector vector;
    private static List<Document> objectives;
    private static Committed undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        vector = TestVector.load("mix-3");
        objectives = Objectives.ofEveryKind("mix-3");
        undisturbed = undisturbed();
    }

    @Test
    void faultsLoseAndRepeatNothing() throws Exception {
        try (DeployedSystem system = DeployedSystem.start(settings());
                RecordPublisher publisher = new RecordPublisher(system.bootstrapServers())) {
            system.define(objectives);
            MalformedRecords.publishDefinitions(publisher);
            RunningJob job = system.submit("-p", "2");
            Tape tape = Tape.of(vector, publisher, system.topics())
                    .withMalformedRecords(MalformedRecords.EVERY)
                    .withFirstPartitionsOnly();
            List<String> sequence = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<Void> faults = faults(system, sequence);
            play(tape, faults);
            faults.get();

            system.awaitEventTime(job, tape.playOutWithObjectives());
            long recoveries = system.recoveries();
            system.stop(job);

            assertThat(sequence).as("faults").hasSizeGreaterThanOrEqualTo(Fault.values().length);
            // How many faults end in one recovery depends on the speed of the machine.
            assertThat(recoveries).as("recoveries of the job").isPositive();
            Output output = system.output();
            output.assertNoDuplicates();
            assertThat(Committed.of(output, system.rows()).differencesFrom(undisturbed))
                    .as("after %s", sequence)
                    .isEmpty();
        }
    }

    @Test
    void aDatabaseOutageDelaysRowsButNoSignals() throws Exception {
        try (DeployedSystem system = DeployedSystem.start(settings());
                RecordPublisher publisher = new RecordPublisher(system.bootstrapServers())) {
            system.define(objectives);
            MalformedRecords.publishDefinitions(publisher);
            RunningJob job = system.submit("-p", "2");
            Tape tape = Tape.of(vector, publisher, system.topics()).withMalformedRecords(MalformedRecords.EVERY);
            system.awaitEventTime(job, tape.playTo(0.3));
            system.database().stop();
            for (int step = 1; step <= STEPS; step++) {
                tape.playTo(0.3 + 0.4 * step / STEPS);
                Waiting.pause(OUTAGE.toMillis() / STEPS);
            }
            String reached =
                    Instant.ofEpochMilli(tape.playTo(0.7)).minus(SIGNAL_DELAY).toString();
            long due = signals(undisturbed.topics(), reached);
            DeployedSystem.awaitRecovery(
                    "every due signal is committed without the database",
                    () -> signals(system.output().withoutEmissionTime(), reached) == due);
            assertThat(system.recoveries())
                    .as(() -> "recoveries of the job; JobManager:\n" + system.notableLines())
                    .isZero();
            JvmProcess running = system.taskManagerOf(job);
            running.kill();
            running.start();
            DeployedSystem.awaitRecovery("the job is recovered without the database", () -> system.recoveries() > 0);
            system.database().start();

            system.awaitEventTime(job, tape.playOutWithObjectives());
            system.stop(job);

            Output output = system.output();
            output.assertNoDuplicates();
            assertThat(Committed.of(output, system.rows()).differencesFrom(undisturbed))
                    .isEmpty();
        }
    }

    /** The number of signals that occurred before an instant. */
    private static long signals(Map<String, List<String>> topics, String before) {
        return topics.getOrDefault(LocalTopics.SIGNAL_EVENTS, List.of()).stream()
                .map(OCCURRED::matcher)
                .filter(signal -> signal.find() && signal.group(1).compareTo(before) < 0)
                .count();
    }

    /** The output of an undisturbed run, on a cluster without restarts, so that a record that fails the job fails the test. */
    private static Committed undisturbed() throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(objectives);
            MalformedRecords.publishDefinitions(publisher);
            Tape tape = Tape.of(vector, publisher, stage.topics()).withMalformedRecords(MalformedRecords.EVERY);
            long last = tape.playOutWithObjectives();
            Committed committed = Committed.of(stage.finish(stage.start(Variant.usual()), last), stage);
            assertThat(committed.topics().get(LocalTopics.DEAD_LETTERS))
                    .hasSize(tape.malformed() + MalformedRecords.DEFINITIONS);
            assertThat(tape.malformed()).isGreaterThan(8);
            return committed;
        }
    }

    private static FlinkProcessSettings settings() {
        return new FlinkProcessSettings(
                2,
                2,
                0,
                Map.of(
                        "metrics.fetcher.update-interval", "1000",
                        "execution.checkpointing.interval", "2 s",
                        "execution.checkpointing.timeout", CHECKPOINT_TIMEOUT.toSeconds() + " s",
                        // On a busy machine checkpoints of a job that catches up expire. Restarts for this reason would
                        // make it start again from the same checkpoint for ever.
                        "execution.checkpointing.tolerable-failed-checkpoints", "1000",
                        "restart-strategy.exponential-delay.max-backoff", "3 s"));
    }

    /** Strikes with every fault once in random order, then with random ones until the time is up. */
    private static CompletableFuture<Void> faults(DeployedSystem system, List<String> sequence) {
        return CompletableFuture.runAsync(() -> {
            Random random = new Random(SEED);
            List<Fault> order = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(order, random);
            long start = System.nanoTime();
            for (int i = 0; i < order.size() || System.nanoTime() - start < LENGTH.toNanos(); i++) {
                Waiting.pause(2_000 + random.nextInt(4_000));
                system.supervise();
                Fault fault = order.get(i < order.size() ? i : random.nextInt(order.size()));
                sequence.add(fault + " at " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
                try {
                    fault.strike(system, random);
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    /** Publishes the tape in small steps over the time of the faults. */
    private static void play(Tape tape, CompletableFuture<Void> faults) {
        long pause = LENGTH.toMillis() / STEPS;
        for (int step = 1; step <= STEPS && !faults.isCompletedExceptionally(); step++) {
            tape.playTo((double) step / STEPS);
            Waiting.pause(pause);
        }
    }
}
