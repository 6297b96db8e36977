package io.convergence.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Output of the command that this object is mixed into. The annotation makes picocli accept a mixin without options. */
@Command
public final class CommandOutput {
    /** The command; picocli replaces this value before the command runs. */
    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    /** Prints a line to standard output. */
    public void line(String text) {
        command.commandLine().getOut().println(text);
    }

    /** Prints a line to standard error, after the name of the command. */
    public void error(String text) {
        String[] names = command.qualifiedName().split(" ", 2);
        command.commandLine().getErr().println(names[0] + ": " + names[names.length - 1] + ": " + text);
    }

    /** Prints the help of the command to standard output. */
    public void help() {
        CommandLine commandLine = command.commandLine();
        commandLine.usage(commandLine.getOut());
    }

    /**
     * A word in a colour, or as it is when the output has none.
     *
     * @param word without picocli's markup
     * @param colour as picocli spells it, such as {@code red}
     */
    public String paint(String word, String colour) {
        return command.commandLine().getColorScheme().ansi().string("@|" + colour + ' ' + word + "|@");
    }

    /** The names of the subcommands, without those that only help with the command line. */
    public Iterable<String> subcommands() {
        return command.subcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().helpCommand())
                .map(entry -> entry.getKey())
                .toList();
    }
}
