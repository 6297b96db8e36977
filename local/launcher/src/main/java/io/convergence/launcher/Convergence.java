package io.convergence.launcher;

import io.convergence.cli.ConvergenceCli;
import io.convergence.cli.command.CommandLines;
import io.convergence.cli.command.UsageException;
import io.convergence.cli.slo.DefinitionFiles;
import io.convergence.gateway.Gateway;
import io.convergence.launcher.cluster.ClusterFiles;
import io.convergence.launcher.cluster.Installation;
import io.convergence.launcher.command.Console;
import io.convergence.launcher.demo.ClusterDemo;
import io.convergence.launcher.demo.ClusterOptions;
import io.convergence.launcher.demo.Demo;
import io.convergence.launcher.demo.DemoOptions;
import io.convergence.launcher.replay.Replay;
import io.convergence.launcher.replay.ReplayArguments;
import io.convergence.launcher.replay.ReplayDefinitions;
import io.convergence.launcher.system.LocalJob;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RealJob;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import io.convergence.launcher.traffic.Generate;
import io.convergence.launcher.traffic.GenerateOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The launcher's entry: runs one command. Exit codes: 0 done, 1 failed, 2 a mistake in the command line.
 */
public final class Convergence {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /** A command that needs the local system. */
    private interface SystemCommand {
        void run(RunDirectory run, Teardown teardown) throws Exception;
    }

    private final LocalJob job;
    private final Console out;
    private final Console error;

    Convergence(LocalJob job, Console out, Console error) {
        this.job = job;
        this.out = out;
        this.error = error;
    }

    /** Runs a command line and ends the process. The launcher sets {@code convergence.colour} on a terminal. */
    public static void main(String[] args) {
        Console out = new Console(System.out, Boolean.getBoolean("convergence.colour"));
        Console error = new Console(System.err, false);
        System.exit(new Convergence(new RealJob(), out, error).run(List.of(args)));
    }

    /** Runs a command line; returns the exit code. */
    int run(List<String> line) {
        String command = line.isEmpty() ? "--help" : line.get(0);
        List<String> rest = line.isEmpty() ? line : line.subList(1, line.size());
        try {
            return switch (command) {
                case "--help", "-h", "help" -> help();
                case "generate" -> generate(GenerateOptions.parse(rest));
                case "demo" -> demo(DemoOptions.parse(rest));
                case "replay" -> replay(ReplayArguments.parse(rest));
                case "cluster" -> cluster(ClusterOptions.parse(rest));
                case "flink" -> flink(rest);
                case "gateway" -> gateway(rest);
                case "slo" -> slo(line);
                default -> throw new UsageException("unknown command " + command);
            };
        } catch (UsageException e) {
            error.line("convergence: " + e.getMessage() + " (convergence --help says more)");
            e.details().forEach(detail -> error.line("  - " + detail));
            return MISUSED;
        }
    }

    private int slo(List<String> line) {
        return CommandLines.of(new ConvergenceCli(), out.ansi())
                .setOut(out.writer())
                .setErr(error.writer())
                .execute(line.toArray(String[]::new));
    }

    private int help() {
        out.line(Usage.TEXT.stripTrailing());
        return DONE;
    }

    private int generate(GenerateOptions options) {
        try {
            new Generate(options, out).run();
            return DONE;
        } catch (Exception e) {
            error.line("convergence: generate failed: " + reason(e));
            return FAILED;
        }
    }

    /** Serves until the process is told to end; the gateway itself ends a process that it refuses to serve in. */
    private int gateway(List<String> options) {
        try {
            Gateway.main(options.toArray(String[]::new));
            return DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int cluster(ClusterOptions options) throws UsageException {
        ClusterFiles files = new ClusterFiles(Installation.current());
        files.refuseAnother();
        return inSystem(
                "cluster",
                RunDirectory.at(files.directory()),
                Map.of(),
                (run, teardown) -> new ClusterDemo(
                                options, files, RealJob.FINGERPRINT_SECRET, out, System::currentTimeMillis)
                        .run(run, teardown));
    }

    private int flink(List<String> words) throws UsageException {
        try {
            return new ClusterFiles(Installation.current()).commandLine().runHere(words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int demo(DemoOptions options) throws UsageException {
        return inSystem("demo", RunDirectory.create(), Map.of(), (run, teardown) -> {
            LocalTopics topics = LocalTopics.defaults();
            new Demo(options, topics, job, out, System::currentTimeMillis).run(run, teardown);
        });
    }

    private int replay(ReplayArguments options) throws UsageException {
        ReplayDefinitions definitions = definitions(options.slo());
        definitions.warnings().forEach(warning -> out.progress("warning: " + warning));
        return inSystem(
                "replay",
                RunDirectory.create(),
                options.jobOptions(),
                (run, teardown) ->
                        new Replay(options, definitions, LocalTopics.defaults(), job, out).run(run, teardown));
    }

    private static ReplayDefinitions definitions(List<Path> files) throws UsageException {
        try {
            return files.isEmpty()
                    ? ReplayDefinitions.NONE
                    : ReplayDefinitions.of(DefinitionFiles.read(
                            files.stream().map(Path::toString).toList(), null));
        } catch (IOException e) {
            throw new UsageException("--slo: the files cannot be read: " + e.getMessage());
        }
    }

    private int inSystem(String name, RunDirectory run, Map<String, String> jobOptions, SystemCommand command)
            throws UsageException {
        System.setProperty("convergence.log", run.log().toString());
        System.setProperty("log.file", run.log().toString());
        Logger log = LoggerFactory.getLogger(Convergence.class);
        try (Teardown teardown = new Teardown()) {
            teardown.add(run);
            List<String> problems = job.problems(jobOptions);
            if (!problems.isEmpty()) {
                throw new UsageException("--set: " + String.join("; ", problems));
            }
            teardown.onExit(() -> out.progress("stopping"));
            try {
                command.run(run, teardown);
                return DONE;
            } catch (Exception e) {
                if (!teardown.isClosing()) {
                    log.error("{} failed", name, e);
                    run.keepLog();
                    error.line("convergence: " + name + " failed: " + reason(e) + "; the log is " + run.log());
                }
                return FAILED;
            }
        }
    }

    /** The innermost cause, in one line. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage() == null ? "" : innermost.getMessage();
        return message.isBlank()
                ? innermost.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
