package io.convergence.cli;

import io.convergence.cli.command.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs command lines in this process and keeps what they print. */
public final class CommandRun {
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    /** Runs a command line; returns its exit code. */
    public int run(String command, String... arguments) {
        return CommandLines.setUp(new CommandLine(new ConvergenceCli()), Ansi.OFF)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(error, true))
                .execute(Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Lines of standard output. */
    public List<String> out() {
        return out.toString().lines().toList();
    }

    /** Lines of standard error. */
    public List<String> error() {
        return error.toString().lines().toList();
    }

    /** Forgets what was printed. */
    public void clear() {
        out.getBuffer().setLength(0);
        error.getBuffer().setLength(0);
    }
}
