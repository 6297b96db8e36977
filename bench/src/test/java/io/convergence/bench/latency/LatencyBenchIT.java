package io.convergence.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.jobs.settings.Delivery;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LatencyBenchIT {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void everyIncidentHasOneSignalAtTheFirstBoundaryAfterItsTipWhileTheDatabaseIsFrozenToo() throws Exception {
        int incidents = 4;
        LatencyReport report = new LatencyRun(
                        new MeasuredJob.Conditions(Delivery.AT_LEAST_ONCE, 11_000, 50, Path.of("..", "conf")),
                        incidents,
                        true,
                        5_000)
                .run(out);

        report.print(out);

        assertThat(report.findings().problems()).isEmpty();
        assertThat(report.findings().detections()).hasSize(incidents).allSatisfy(detection -> {
            assertThat(detection.signal().kind()).isEqualTo("rum.user_impact_correlated");
            assertThat(detection.latency())
                    .isEqualTo(detection.untilBoundary() + detection.untilEmitted() + detection.untilRead());
        });
        assertThat(report.bound()).isEqualTo(new LatencyBound(10_000, 5_000, 10_000));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("4 of 4", "beacon to signal read", "frozen");
    }
}
