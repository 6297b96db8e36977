package io.convergence.launcher.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.launcher.cluster.FlinkProcessSettings;
import io.convergence.launcher.harness.Committed;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Tape;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The released jar on a cluster of several processes, stopped and restored with Flink's own command line. */
class DeployedJobIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    @Test
    void aJobRescaledTwiceThroughSavepointsCommitsTheSameAsAnUninterruptedOne() throws Exception {
        TestVector vector = TestVector.load("mix-2");
        List<Document> objectives = Objectives.ofEveryKind("mix-2");
        Committed undisturbed;
        List<String> thinned;
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(objectives);
            long last = Tape.of(vector, publisher, stage.topics()).playOutWithObjectives();
            undisturbed = Committed.of(stage.finish(stage.start(Variant.usual()), last), stage);
            thinned = stage.rows().thinned(last);
        }
        FlinkProcessSettings settings =
                new FlinkProcessSettings(1, 2, 0, Map.of("metrics.fetcher.update-interval", "500"));
        try (DeployedSystem system = DeployedSystem.start(settings);
                RecordPublisher publisher = new RecordPublisher(system.bootstrapServers())) {
            system.define(objectives);
            Tape tape = Tape.of(vector, publisher, system.topics());
            RunningJob first = system.submit("-p", "1");
            system.awaitEventTime(first, tape.playTo(0.35));
            String one = system.stop(first);

            RunningJob second = system.submit("-p", "2", "-s", one);
            system.awaitEventTime(second, tape.playTo(0.7));
            String two = system.stop(second);

            RunningJob third = system.submit("-p", "1", "-s", two);
            long last = tape.playOutWithObjectives();
            system.awaitEventTime(third, last);
            system.stop(third);

            assertThat(Committed.of(system.output(), system.rows()).differencesFrom(undisturbed))
                    .isEmpty();
            assertThat(system.rows().thinned(last)).isEqualTo(thinned);
            assertThat(thinned)
                    .hasSizeLessThan(Objects.requireNonNull(undisturbed.tables().get("slo_snapshots"))
                            .size());
        }
    }
}
