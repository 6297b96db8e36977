package io.convergence.bench.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SloBenchIT {
    private static final Path CONF = Path.of("..", "conf");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void scaleReportsTheCountsOfInputAndOutput() throws Exception {
        int minutes = 10;
        ScaleReport report = new ScaleBench(20, 40, 60, 3, minutes, 30, CONF, false).run(out);

        report.print(out);

        assertThat(report.events()).isEqualTo(3 * 20L + minutes * 60L * 40);
        assertThat(report.groups()).isEqualTo(20);
        // The last minute ends with the input, so no row is written for it.
        assertThat(report.counted()).isEqualTo(3 * 20L + (minutes - 1) * 60L * 40);
        assertThat(report.snapshots()).isEqualTo((3 + minutes - 1) * 20L);
        assertThat(report.heapMax()).isPositive();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("margin over 40/s");
    }

    @Test
    void periodReportsTheCostOfAnEventForEachPeriod() throws Exception {
        PeriodReport report = new PeriodBench(3, 2, 1, 30, 1, CONF).run(out);

        report.print(out);

        // The start of a day moves in steps of five minutes: one minute before midnight the window has four minutes
        // more.
        assertThat(report.shortRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.counted()).isEqualTo(3L * (1_440 + 4)));
        assertThat(report.longRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.counted()).isEqualTo(3L * (2 * 1_440 - 1)));
        assertThat(report.ratio()).isPositive();
        assertThat(report.cpuRatio()).isPositive();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("ratio, median of pairs");
    }
}
