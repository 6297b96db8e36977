package io.convergence.launcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.command.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generate command. */
class GenerateTest {
    private static final Console NOWHERE = new Console(new PrintStream(PrintStream.nullOutputStream()), false);

    @TempDir
    Path directory;

    @Test
    void equalSeedsWriteEqualFilesOfTheWantedSize() throws IOException {
        Path one = generate("one", 5);
        Path two = generate("two", 5);
        Path other = generate("other", 6);
        assertThat(one.resolve("beacons.jsonl")).hasSameBinaryContentAs(two.resolve("beacons.jsonl"));
        assertThat(one.resolve("synthetic.jsonl")).hasSameBinaryContentAs(two.resolve("synthetic.jsonl"));
        assertThat(Files.readAllLines(one.resolve("beacons.jsonl"))).hasSize(10_000);
        assertThat(Files.mismatch(one.resolve("beacons.jsonl"), other.resolve("beacons.jsonl")))
                .isNotEqualTo(-1);
    }

    @Test
    void recordsAreCanonical() throws IOException {
        Path out = generate("one", 5);
        assertThat(Files.readAllLines(out.resolve("beacons.jsonl")).get(0))
                .matches("\\{\"v\":1,\"id\":\"[a-z0-9-]+\",\"tenant\":\"[a-z0-9-]+\",\"app\":\"[a-z0-9-]+\","
                        + "\"host\":\"[a-z0-9.-]+\",\"page\":\"/[a-z/]*\",\"browser\":\"[a-z]+\",\"received_at\":\\d+,.*"
                        + "\"errors\":\\d+,\"failed_requests\":\\d+,\"sdk\":\"0\\.1\\.0\"\\}");
        assertThat(Files.readAllLines(out.resolve("synthetic.jsonl")).get(0))
                .matches("\\{\"v\":1,\"id\":\"[a-z0-9-]+\",\"tenant\":\"[a-z0-9-]+\",\"host\":\"[a-z0-9.-]+\","
                        + "\"check\":\"home\",\"type\":\"https\",\"success\":(true|false),\"started_at\":\\d+,"
                        + "\"received_at\":\\d+,\"duration_ms\":\\d+.*\\}");
    }

    @Test
    void noMoreHostsAreCheckedThanAskedFor() throws IOException {
        assertThat(checkedHosts("some", 20)).hasSizeBetween(1, 20);
        assertThat(checkedHosts("all", 50)).hasSizeGreaterThan(20);
    }

    private Set<String> checkedHosts(String name, int checkedKeys) throws IOException {
        Path out = directory.resolve(name);
        new Generate(new GenerateOptions(out, 1000, 50, checkedKeys, 2, 5), NOWHERE).run();
        return Files.readAllLines(out.resolve("synthetic.jsonl")).stream()
                .map(line -> line.replaceAll(".*\"host\":\"([^\"]+)\".*", "$1"))
                .collect(Collectors.toSet());
    }

    private Path generate(String name, long seed) throws IOException {
        Path out = directory.resolve(name);
        new Generate(new GenerateOptions(out, 10_000, 50, 50, 2, seed), NOWHERE).run();
        return out;
    }
}
