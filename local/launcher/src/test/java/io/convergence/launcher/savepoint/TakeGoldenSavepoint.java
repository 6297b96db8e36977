package io.convergence.launcher.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.flink.state.Format;
import io.convergence.launcher.harness.Checkpoints;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Takes the golden savepoint of the current version again. To be run by its name when the state has changed and the version
 * has not been released:
 *
 * <pre>
 * mvn verify -Dfast -pl local/launcher -am -Dit.test=TakeGoldenSavepoint -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 *
 * The savepoint of a released version never changes. The next version has a directory of its own with stream, place and
 * definitions, which may be copies.
 */
class TakeGoldenSavepoint {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    @Test
    void takeTheSavepointOfTheCurrentVersion() throws Exception {
        GoldenSavepoint golden =
                new GoldenSavepoint(Path.of("src", "test", "resources", "savepoints", "v" + Format.VERSION));
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(golden.objectives());
            Variant variant = golden.variant().withJobOption("delivery.transaction-prefix", "golden");
            RunningJob job = stage.start(variant);
            Checkpoints checkpoints = Checkpoints.of(stage.configuration(variant), job);
            golden.playToPlace(golden.tape(publisher, stage.topics()), stage, job, checkpoints);

            assertThat(golden.pack(Path.of(URI.create(stage.stop(job))))).isLessThan(300_000);
        }
    }
}
