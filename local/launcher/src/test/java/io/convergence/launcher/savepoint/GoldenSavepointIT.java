package io.convergence.launcher.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.flink.state.Format;
import io.convergence.launcher.harness.Checkpoints;
import io.convergence.launcher.harness.Committed;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Tape;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job that is restored from a savepoint of a released version, on another broker and another database, commits the same
 * as an uninterrupted job commits after the place of the savepoint.
 */
class GoldenSavepointIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    /** The output of an uninterrupted job after the place, by version. */
    private static final Map<String, Committed> UNDISTURBED = new HashMap<>();

    @TempDir
    private Path directory;

    static Stream<Arguments> restorations() throws Exception {
        return GoldenSavepoint.all().stream()
                .flatMap(golden -> Stream.of(
                        Arguments.of(golden, "rocksdb", 2),
                        Arguments.of(golden, "hashmap", 1),
                        Arguments.of(golden, "rocksdb", 4)));
    }

    static List<GoldenSavepoint> versions() throws Exception {
        return GoldenSavepoint.all();
    }

    @ParameterizedTest(name = "{0} on {1} in {2} subtasks")
    @MethodSource("restorations")
    void aRestoredJobCommitsTheSameAsAnUninterruptedOne(GoldenSavepoint golden, String stateBackend, int parallelism)
            throws Exception {
        Committed undisturbed = undisturbed(golden);
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(golden.objectives());
            long last = golden.tape(publisher, stage.topics()).playOutWithObjectives();
            RunningJob job = stage.start(golden.variant()
                    .withStateBackend(stateBackend)
                    .withParallelism(parallelism)
                    .restoredFrom(golden.unpack(directory)));

            Output output = stage.finish(job, last);

            output.assertNoDuplicates();
            assertThat(Committed.of(output, stage).differencesFrom(undisturbed)).isEmpty();
        }
    }

    @Test
    void theCurrentVersionHasASavepoint() throws Exception {
        assertThat(GoldenSavepoint.all()).map(GoldenSavepoint::toString).contains("v" + Format.VERSION);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aSavepointContainsNoPathAddressOrSecret(GoldenSavepoint golden) throws Exception {
        golden.unpack(directory);
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }

        assertThat(all.indexOf("late-0")).isPositive();
        assertThat(Stream.of("file:", "/tmp", "/home", "/root", "127.0.0.1", "localhost", "jdbc:", "secret", "password")
                        .filter(word -> all.indexOf(word) >= 0))
                .isEmpty();
    }

    /** The output of an uninterrupted job after the place; it must contain incidents and burn rates that are open there. */
    private static Committed undisturbed(GoldenSavepoint golden) throws Exception {
        Committed known = UNDISTURBED.get(golden.toString());
        if (known != null) {
            return known;
        }
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(golden.objectives());
            RunningJob job = stage.start(golden.variant());
            Tape tape = golden.tape(publisher, stage.topics());
            golden.playToPlace(tape, stage, job, Checkpoints.of(stage.configuration(golden.variant()), job));
            Committed before = Committed.of(stage.output(), stage);
            String transaction = stage.rows().transaction();

            Output output = stage.finish(job, tape.playOutWithObjectives());

            Committed after = Committed.since(before, output, stage, transaction);
            assertOpenIncidentsAndBurnRates(after);
            UNDISTURBED.put(golden.toString(), after);
            return after;
        }
    }

    private static void assertOpenIncidentsAndBurnRates(Committed after) {
        List<String> signals = after.topics().getOrDefault(LocalTopics.SIGNAL_EVENTS, List.of());
        assertThat(signals).anyMatch(signal -> signal.contains("rum.user_impact") && signal.contains("\"resolved\""));
        assertThat(signals).anyMatch(signal -> signal.contains("slo.burn_rate") && signal.contains("\"sequence\":3"));
        assertThat(after.tables().get("slo_reports")).isNotEmpty();
        assertThat(after.tables().get("rum_minutes")).isNotEmpty();
    }
}
