package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.flink.state.Format;
import io.convergence.kit.kafka.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the golden savepoint of the sessions job of the current version again. To be run by its name when the state has
 * changed and the version has not been released:
 *
 * <pre>
 * mvn verify -Dfast -pl jobs -am -Dit.test=TakeSessionsSavepoint -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 *
 * The savepoint of a released version never changes.
 */
class TakeSessionsSavepoint {
    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    @TempDir
    private Path savepoints;

    @Test
    void takeTheSavepointOfTheCurrentVersion() throws Exception {
        SessionsSavepoint savepoint = SessionsSavepoint.of(Format.VERSION);
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {
            SessionsRun run = SessionsRun.create(broker.bootstrapServers(), SessionsSavepoint.RUN);
            JobClient job = run.start(2, "hashmap", null);
            run.publishFirstPart();
            run.awaitFirstPart();
            savepoint.pack(SessionsRun.stop(job, savepoints));
        }
        assertThat(Files.size(savepoint.file())).isLessThan(300_000);
    }
}
