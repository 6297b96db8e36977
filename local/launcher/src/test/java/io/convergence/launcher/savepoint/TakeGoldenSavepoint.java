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
 * Takes the golden savepoint of the present version anew. It runs only when it is named, as long as the version is not
 * released, whenever what is remembered has changed:
 *
 * <pre>
 * mvn verify -Dfast -pl local/launcher -am -Dit.test=TakeGoldenSavepoint -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 *
 * A version that was released keeps its savepoint for ever; the next one gets a directory of its own with a stream, a
 * place and definitions, which may be copies.
 */
class TakeGoldenSavepoint {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    @Test
    void fromTheStreamOfThePresentVersion() throws Exception {
        GoldenSavepoint golden =
                new GoldenSavepoint(Path.of("src", "test", "resources", "savepoints", "v" + Format.VERSION));
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(golden.objectives());
            Variant variant = GoldenSavepoint.VARIANT.withJobOption("delivery.transaction-prefix", "golden");
            RunningJob job = stage.start(variant);
            Checkpoints checkpoints = Checkpoints.of(stage.configuration(variant), job);
            golden.playToPlace(golden.tape(publisher, stage.topics()), stage, job, checkpoints);

            assertThat(golden.pack(Path.of(URI.create(stage.stop(job))))).isLessThan(300_000);
        }
    }
}
