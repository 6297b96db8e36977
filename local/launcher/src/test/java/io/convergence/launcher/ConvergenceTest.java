package io.convergence.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.command.Console;
import io.convergence.launcher.harness.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in the command line: one line of message, exit code 2, and no service is started. */
class ConvergenceTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private String file = "";
    private String target = "";

    @BeforeEach
    void writeAFile() throws IOException {
        file = Files.writeString(directory.resolve("beacons.jsonl"), "{}\n").toString();
        target = directory.resolve("out").toString();
    }

    @Test
    void aMissingFileIsNamed() {
        refuses("--beacons: there is no file nowhere.jsonl", "replay", "--beacons", "nowhere.jsonl", "--out", target);
    }

    @Test
    void aDirectoryIsNoFileToReplay() {
        refuses("cannot be read as a file", "replay", "--synthetic", directory.toString(), "--out", target);
    }

    @Test
    void oneOfTheTwoFilesIsRequired() {
        refuses("--beacons, --synthetic or --events is missing", "replay", "--out", target);
    }

    @Test
    void theOutputDirectoryIsRequiredAndMustBePossible() {
        refuses("--out is missing", "replay", "--beacons", file);
        refuses("no directory that can be made", "replay", "--beacons", file, "--out", file + "/below");
    }

    @Test
    void unknownOptionsAndCommandsAreNamed() {
        refuses("unknown option --speed", "replay", "--speed", "9");
        refuses("unknown command rewind", "rewind");
    }

    @Test
    void badValuesAreReportedWithTheAdmissibleRange() {
        refuses(
                "--parallelism is a whole number from 1 to 720, not 0",
                "replay",
                "--beacons",
                file,
                "--out",
                target,
                "--parallelism",
                "0");
        refuses(
                "--parallelism is a whole number from 1 to 720, not two",
                "replay",
                "--beacons",
                file,
                "--out",
                target,
                "--parallelism=two");
        refuses(
                "--state-backend is one of hashmap, rocksdb, not disk",
                "replay",
                "--beacons",
                file,
                "--out",
                target,
                "--state-backend",
                "disk");
        refuses(
                "--set takes key=value, not window.size",
                "replay",
                "--beacons",
                file,
                "--out",
                target,
                "--set",
                "window.size");
        refuses("--out needs a value", "replay", "--beacons", file, "--out", "--parallelism", "1");
        refuses("--out is given twice", "replay", "--beacons", file, "--out", target, "--out", target);
        refuses("--beacons is a whole number", "generate", "--out", target, "--beacons", "many");
        refuses("--ui-port is a whole number from 0 to 65535", "demo", "--ui-port", "70000");
        for (String command : List.of("demo", "cluster")) {
            for (String address : List.of("localhost:9093", "ftp://am:9093", "http://", "http://a b")) {
                refuses("--alertmanager is an address such as http://", command, "--alertmanager", address);
            }
        }
    }

    @Test
    void definitionsMustExistAndDefineSomething() throws IOException {
        refuses("--slo: there is no file or directory nowhere", "replay", "--beacons", file, "--slo", "nowhere");
        refuses("--slo needs a value", "replay", "--slo", "--beacons", file);
        refuses(
                "there is no .yaml, .yml or .json file",
                "replay",
                "--beacons",
                file,
                "--out",
                target,
                "--slo",
                Files.createDirectory(directory.resolve("slos")).toString());
        String empty = Files.createFile(directory.resolve("a.yaml")).toString();
        assertThat(run("replay", "--slo", empty, "--beacons", file, "--out", target))
                .isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8).lines())
                .last()
                .isEqualTo("  - " + empty + ":1: the text has no document");
    }

    @Test
    void jobOptionsAreCheckedBeforeAnythingStarts() {
        refuses(
                "--set: windw.size is unknown",
                "replay",
                "--beacons",
                file,
                "--out",
                target,
                "--set",
                "windw.size=5 min");
        assertThat(Path.of(target)).doesNotExist();
    }

    @Test
    void filesOfJobOptionsAreReadBeforeSingleOptions() throws IOException {
        Path options = Files.writeString(directory.resolve("job.properties"), "windw.size = 5 min\n");
        refuses(
                "--config, --set: windw.size is unknown",
                "replay",
                "--beacons",
                file,
                "--out",
                target,
                "--config",
                options.toString());
        refuses(
                "--config: nowhere.properties is not a readable properties file",
                "replay",
                "--beacons",
                file,
                "--out",
                target,
                "--config",
                "nowhere.properties");
        refuses("--set gives a twice", "replay", "--beacons", file, "--out", target, "--set", "a=1", "--set", "a=2");
    }

    @Test
    void everyCommandHasAHelpOfItsOwn() {
        for (String command : List.of("demo", "replay", "generate", "cluster", "flink", "gateway", "slo")) {
            assertThat(run(command, "--help")).as(command).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: convergence " + command);
        }
        assertThat(run("help", "replay")).isZero();
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("complete -F _complete_convergence");
        assertThat(error.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aPortThatIsSetMustBeFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            refuses("--kafka-port: port " + port + " is in use", "demo", "--kafka-port", port);
        }
    }

    @Test
    void errorsInDefinitionsHaveAnotherExitCodeThanMistakes() throws IOException {
        String bad =
                Files.writeString(directory.resolve("slo.yaml"), "kind: none\n").toString();
        assertThat(run("slo", "validate", Project.ROOT.resolve("conf/slo").toString()))
                .isZero();
        assertThat(run("slo", "validate", bad)).isEqualTo(1);
        refuses("there is no file nowhere.yaml", "slo", "validate", "nowhere.yaml");
        refuses("slo needs one of validate, explain, diff, apply, delete", "slo");
    }

    @Test
    void helpIsPrintedOnRequestAndWithoutArguments() {
        assertThat(run("--help")).isZero();
        assertThat(run()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("demo", "replay", "convergence COMMAND --help");
        assertThat(error.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private void refuses(String message, String... line) {
        error.reset();
        assertThat(run(line)).isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("convergence: ")
                .contains(message);
    }

    private int run(String... line) {
        return new Convergence(new EchoJob(), console(out), console(error)).run(List.of(line));
    }

    private static Console console(ByteArrayOutputStream stream) {
        return new Console(new PrintStream(stream, true, StandardCharsets.UTF_8), false);
    }
}
