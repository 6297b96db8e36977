package io.convergence.launcher;

import io.convergence.cli.command.CommandLines;
import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.slo.SloCommand;
import io.convergence.launcher.command.Console;
import io.convergence.launcher.system.LocalJob;
import io.convergence.launcher.system.RealJob;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/**
 * The launcher's entry: runs one command. Exit codes: 0 done, 1 failed, 2 a mistake in the command line.
 */
@Command(
        name = "convergence",
        header = "Are real users affected? The whole system in one process, and its tools.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = "convergence COMMAND --help explains a command and its options.")
public final class Convergence implements Runnable {
    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    private final LocalRun local;

    Convergence(LocalJob job, Console out, Console error) {
        this.local = new LocalRun(job, out, error);
    }

    /** Runs a command line and ends the process. The launcher sets {@code convergence.colour} on a terminal. */
    public static void main(String[] args) {
        Console out = new Console(System.out, Boolean.getBoolean("convergence.colour"));
        Console error = new Console(System.err, false);
        System.exit(new Convergence(RealJob.convergence(), out, error).run(List.of(args)));
    }

    /** Runs a command line; returns the exit code. */
    int run(List<String> line) {
        CommandLine commands = new CommandLine(this)
                .addSubcommand(new DemoCommand(local))
                .addSubcommand(new ReplayCommand(local))
                .addSubcommand(new GenerateCommand(local.out()))
                .addSubcommand(new ClusterCommand(local))
                .addSubcommand(passingOn(new FlinkCommand()))
                .addSubcommand(passingOn(new GatewayCommand()))
                .addSubcommand(new SloCommand())
                .addSubcommand(new HelpCommand())
                .addSubcommand(new GenerateCompletion());
        return CommandLines.setUp(commands, local.out().ansi())
                .setOut(local.out().writer())
                .setErr(local.error().writer())
                .execute(line.toArray(String[]::new));
    }

    /** Without a command: the help. */
    @Override
    public void run() {
        output.help();
    }

    /** A command that passes on every word after its own name, options included, except a help option that comes first. */
    private static CommandLine passingOn(Object command) {
        return new CommandLine(command).setStopAtPositional(true).setUnmatchedOptionsArePositionalParams(true);
    }
}
