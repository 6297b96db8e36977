package io.convergence.launcher.cluster;

import io.convergence.kit.process.CommandResult;
import io.convergence.kit.process.JvmCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Flink's own command line, {@code flink run|list|savepoint|stop|cancel ...}, as a child process.
 *
 * @param installation installation with Flink's jars
 * @param conf directory with the cluster's {@code config.yaml}
 * @param logs directory of the log file
 * @param environment variables added to those of this process; a job reads its secrets from them
 */
public record FlinkCommandLine(Installation installation, Path conf, Path logs, Map<String, String> environment) {
    private static final List<String> OPTIONS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    /** Runs a command and waits for its end; its output is captured. */
    public CommandResult run(List<String> arguments) throws InterruptedException {
        return CommandResult.of(builder(arguments));
    }

    /** Runs a command in the terminal of this process and waits for its end; returns the exit code. */
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
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("FLINK_CONF_DIR", conf.toString());
        return new JvmCommand("org.apache.flink.client.cli.CliFrontend", installation.flink(), options, arguments)
                .withEnvironment(variables, Set.of())
                .builder();
    }
}
