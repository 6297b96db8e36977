package io.convergence.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.command.Console;
import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Project;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.system.RealJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replay command with the real job. */
class RealReplayIT {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false);

    @TempDir
    private Path directory;

    @Test
    void aReplayWritesTheExpectedVerdictsAndSignalsInOrderAndASummary() throws IOException {
        TestVector vector = TestVector.load("mix-2");
        List<String> beacons = new ArrayList<>(vector.beacons());
        beacons.add(beacons.size() / 2, "{\"v\":1,\"id\":");
        Path out = directory.resolve("out");

        int exitCode = new Convergence(RealJob.convergence(), console, console)
                .run(List.of(
                        "replay",
                        "--beacons",
                        Files.write(directory.resolve("beacons.jsonl"), beacons).toString(),
                        "--synthetic",
                        Files.write(directory.resolve("synthetic.jsonl"), vector.results())
                                .toString(),
                        "--out",
                        out.toString(),
                        "--parallelism",
                        "3",
                        "--state-backend",
                        "hashmap",
                        "--config",
                        Project.ROOT.resolve("conf/jobs/reference.properties").toString(),
                        "--set",
                        "signal.reassert-interval=0 s"));

        assertThat(exitCode).as(printed.toString(StandardCharsets.UTF_8)).isZero();
        List<Members> verdicts = lines(out, "verdicts.jsonl");
        assertThat(verdicts.stream().map(verdict -> verdict.joined("window_end") + '|' + key(verdict)))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(verdicts.stream()
                        .filter(verdict -> verdict.flag("changed"))
                        .map(verdict -> verdict.joined("window_end", "verdict", "views") + ' ' + key(verdict)))
                .containsExactlyInAnyOrderElementsOf(vector.verdicts().stream()
                        .filter(verdict -> verdict.flag("change"))
                        .map(verdict -> verdict.joined("at", "verdict", "views") + ' ' + key(verdict))
                        .toList());
        List<Members> signals = lines(out, "signals.jsonl");
        assertThat(signals.stream().map(signal -> signal.joined("occurred_at", "dedup_key")))
                .isSorted();
        assertThat(signals.stream()
                        .map(signal -> signal.joined("kind", "status", "reason") + ' ' + key(signal))
                        .sorted())
                .containsExactlyElementsOf(vector.signals().stream()
                        .map(signal -> signal.joined("kind", "status", "reason") + ' ' + key(signal))
                        .sorted()
                        .toList());
        assertThat(lines(out, "rejected.jsonl"))
                .singleElement()
                .satisfies(
                        letter -> assertThat(letter.joined("topic", "reason")).isEqualTo("rum.beacons malformed"));
        assertThat(out.resolve("late.jsonl")).isEmptyFile();
        Members summary = Members.of(Files.readString(out.resolve("summary.json")));
        assertThat(summary.joined("beacons_in", "synthetic_in", "late", "verdicts", "signals"))
                .isEqualTo(beacons.size() + " " + vector.results().size() + " 0 " + verdicts.size() + ' '
                        + signals.size());
    }

    private static String key(Members verdict) {
        return verdict.joined("tenant", "app", "host").replace(' ', '|');
    }

    private static List<Members> lines(Path directory, String name) throws IOException {
        return Files.readAllLines(directory.resolve(name)).stream()
                .map(Members::of)
                .toList();
    }
}
