package io.convergence.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.local.system.RecordPublisher;
import io.convergence.local.system.RunningJob;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that is stopped with a savepoint and started from it again commits what one commits that runs on. */
class SavepointIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static Mix mix;
    private static List<Document> objectives;
    private static Committed undisturbed;

    @BeforeAll
    static void anUndisturbedRunIsTaken() throws Exception {
        mix = Mix.load("mix-1");
        objectives = Objectives.ofEveryKind("mix-1");
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(objectives);
            long last = Tape.of(mix, publisher, stage.topics()).playOutWithObjectives();
            undisturbed = Committed.of(stage.finish(stage.start(Variant.usual()), last), stage);
        }
        undisturbed.holdsBudgets(objectives.size());
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
            Tape tape = Tape.of(mix, publisher, stage.topics());
            RunningJob job = stage.start(variants.get(0));
            for (int part = 1; part < variants.size(); part++) {
                long reached = tape.playTo((part - 1) * 0.4 + 0.1 + random.nextDouble() * 0.3);
                Waiting.forEventTime(job, reached - random.nextLong(60_000));
                job = stage.start(variants.get(part).restoredFrom(stage.stop(job)));
            }

            Output output = stage.finish(job, tape.playOutWithObjectives());

            output.holdsNothingTwice();
            assertThat(Committed.of(output, stage).differencesFrom(undisturbed)).isEmpty();
        }
    }

    /** A parallelism and a state backend. */
    private static Variant variant(String words) {
        List<String> parts = List.of(words.split(" "));
        return Variant.usual().withParallelism(Integer.parseInt(parts.get(0))).withStateBackend(parts.get(1));
    }
}
