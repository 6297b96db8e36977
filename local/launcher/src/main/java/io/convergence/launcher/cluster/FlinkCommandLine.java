package io.convergence.launcher.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Flink's own command line, {@code flink run|list|savepoint|stop|cancel ...}, in a process of its own.
 *
 * @param installation with Flink's jars
 * @param conf directory with the cluster's {@code config.yaml}
 * @param logs directory for its log
 * @param environment added to that of this process: a job takes its secrets from there
 */
public record FlinkCommandLine(Installation installation, Path conf, Path logs, Map<String, String> environment) {
    private static final List<String> OPTIONS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    /**
     * What a command has answered.
     *
     * @param code exit code
     * @param text what it printed, to either stream
     */
    public record Answer(int code, String text) {}

    /** Runs a command to its end and keeps what it prints. */
    public Answer run(List<String> arguments) throws InterruptedException {
        try {
            Process process = builder(arguments).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException("flink " + String.join(" ", arguments), e);
        }
    }

    /** Runs a command to its end in this process's own terminal; returns its exit code. */
    public int runHere(List<String> arguments) throws InterruptedException {
        try {
            return builder(arguments).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("flink " + String.join(" ", arguments), e);
        }
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-Dlog.file=" + logs.resolve("client.log"));
        options.add("-Dlog4j.configurationFile=" + conf.resolve("log4j.properties"));
        ProcessBuilder builder = new ProcessBuilder(new JvmProcess.Command(
                        "org.apache.flink.client.cli.CliFrontend", installation.flink(), options, arguments, Map.of())
                .line());
        builder.environment().putAll(environment);
        builder.environment().put("FLINK_CONF_DIR", conf.toString());
        return builder;
    }
}
