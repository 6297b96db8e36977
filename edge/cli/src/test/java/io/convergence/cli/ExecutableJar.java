package io.convergence.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The executable jar as users run it: in a process of its own. */
final class ExecutableJar {
    private ExecutableJar() {}

    /**
     * The end of a command.
     *
     * @param code exit code
     * @param out lines of standard output
     * @param error lines of standard error
     */
    record Result(int code, List<String> out, List<String> error) {}

    /** Every file that the glob of the documentation, {@code target/*.jar}, matches. */
    static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("target"), "*.jar")) {
            found.forEach(jars::add);
        }
        return jars;
    }

    /**
     * Runs a command to its end.
     *
     * @param directory for what it prints
     * @param environment its secrets
     */
    static Result run(Path directory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jars().get(0).toString()));
        Collections.addAll(line, arguments);
        Path error = Files.createTempFile(directory, "error", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(error.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return new Result(code, out.lines().toList(), Files.readAllLines(error));
    }
}
