package io.convergence.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.command.Console;
import io.convergence.launcher.system.FlatJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole commands with a real broker, database and cluster. */
class ConvergenceIT {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false);

    @TempDir
    Path directory;

    @Test
    void aReplayWritesTheCommittedRecords() throws IOException {
        List<String> beacons = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            beacons.add("{\"v\":1,\"id\":\"b" + i + "\",\"tenant\":\"t\",\"host\":\"h" + i % 7 + "\",\"received_at\":"
                    + (1_780_000_000_000L + i * 100L) + '}');
        }
        Path file = Files.write(directory.resolve("beacons.jsonl"), beacons);
        Path out = directory.resolve("out");

        int exitCode = run("replay", "--beacons", file.toString(), "--out", out.toString(), "--parallelism", "2");

        assertThat(exitCode).as(printed.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(Files.readAllLines(out.resolve("verdicts.jsonl")))
                .hasSize(1000)
                .startsWith("{\"id\":\"b0\",\"window_end\":1780000000000,\"changed\":true}")
                .endsWith("{\"id\":\"b999\",\"window_end\":1780000099900,\"changed\":false}");
        assertThat(out.resolve("signals.jsonl")).isEmptyFile();
        assertThat(out.resolve("rejected.jsonl")).isEmptyFile();
        assertThat(out.resolve("late.jsonl")).isEmptyFile();
        Map<String, String> summary = new FlatJson().members(Files.readAllBytes(out.resolve("summary.json")));
        // 9 within the stream, 96 up to 16 min after the last event, and one at that instant, on 8 + 4 partitions.
        assertThat(summary)
                .containsEntry("records_in", "1000")
                .containsEntry("beacons_in", "1000")
                .containsEntry("synthetic_in", "0")
                .containsEntry("heartbeats", String.valueOf((9 + 96 + 1) * 12))
                .containsEntry("late", "0")
                .containsEntry("verdicts", "1000")
                .containsEntry("verdict_changes", "100")
                .containsEntry("signals", "0")
                .containsKeys("seconds", "records_per_second");
    }

    @Test
    void aReplayWhoseJobFailsReportsTheReasonInOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("beacons.jsonl"), "not json\n");

        int exitCode = run(
                "replay", "--beacons", file.toString(), "--out", directory.toString(), "--state-backend", "hashmap");

        assertThat(exitCode).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("failed")))
                .singleElement()
                .asString()
                .contains("convergence: replay failed: ")
                .contains("the log is ");
    }

    private int run(String... line) {
        return new Convergence(new EchoJob(), console, console).run(List.of(line));
    }
}
