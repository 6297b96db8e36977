package io.convergence.launcher.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job with a starting time reads the records from that time on, and every definition. */
class StartingTimeIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    @Test
    void recordsAreReadFromTheirKafkaTimestampOnAndDefinitionsWhole() throws Exception {
        TestVector vector = TestVector.load("mix-1");
        Instant start = Instant.parse("2026-06-05T13:00:00Z");
        long expected = vector.beacons().stream()
                .filter(line -> Members.of(line).number("received_at") >= start.toEpochMilli())
                .count();
        try (Stage stage = SYSTEM.stage()) {
            stage.define(Objectives.ofMix("mix-1"));
            stage.replay(
                    vector.beacons(),
                    vector.results(),
                    Variant.usual()
                            .withJobOption("source.starting-offsets", "timestamp")
                            .withJobOption("source.starting-time", start.toString()));

            assertThat(expected).isBetween(1L, vector.beacons().size() - 1L);
            assertThat(stage.rows().query("SELECT sum(views) FROM rum_minutes"))
                    .containsExactly(String.valueOf(expected));
            assertThat(stage.rows().query("SELECT count(*) FROM slos"))
                    .containsExactly(String.valueOf(mixObjectives()));
        }
    }

    private static int mixObjectives() throws Exception {
        return Objectives.ofMix("mix-1").size();
    }
}
